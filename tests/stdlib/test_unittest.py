"""unittest: cases, assertions, subtests, skipping, async cases, mocks."""
import io
import unittest
from unittest import mock


class Case(unittest.TestCase):
    def setUp(self):
        self.list = [1, 2]

    def test_good(self):
        self.assertEqual(self.list, [1, 2])
        self.assertIn(1, self.list)
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        with self.assertRaisesRegex(ValueError, "in.alid"):
            int("x")
        with self.assertRaises(KeyError) as caught:
            {}["k"]
        self.assertEqual(caught.exception.args, ("k",))
        self.assertCountEqual([1, 2, 2], [2, 1, 2])
        with self.assertLogs("x") as logs:
            __import__("logging").getLogger("x").warning("m")
        self.assertEqual(logs.output, ["WARNING:x:m"])

    def test_bad(self):
        self.assertEqual([1, 2, 3], [1, 2, 4], "message")

    def test_dict(self):
        self.assertDictEqual({"a": 1}, {"a": 2})

    def test_error(self):
        raise RuntimeError("oops")

    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

    @unittest.skip("reason")
    def test_skipped(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail()

    def tearDown(self):
        del self.list


class Async(unittest.IsolatedAsyncioTestCase):
    async def test_await(self):
        fake = mock.AsyncMock(return_value=3)
        self.assertEqual(await fake(1), 3)
        fake.assert_awaited_once_with(1)


suite = unittest.TestSuite([unittest.defaultTestLoader.loadTestsFromTestCase(Case)])
result = unittest.TextTestRunner(stream=io.StringIO(), verbosity=2).run(suite)
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), result.wasSuccessful())
for test, text in sorted(result.failures + result.errors, key=str):
    print(test, text.splitlines()[-1])
print(unittest.TextTestRunner(stream=io.StringIO()).run(unittest.defaultTestLoader.loadTestsFromTestCase(Async)))
m = mock.Mock(return_value=5, side_effect=None)
print(m(1, k=2), m.called, m.call_count, m.call_args, m.method.nested(3) is m.method.nested.return_value, m.mock_calls)
m.assert_called_once_with(1, k=2)
try:
    m.assert_called_with(7)
except AssertionError as error:
    print(str(error).splitlines()[0])
with mock.patch("os.getcwd", return_value="/fake") as patched:
    print(__import__("os").getcwd(), patched.call_count)
magic = mock.MagicMock()
magic.__len__.return_value = 4
magic.__getitem__.side_effect = lambda key: key * 2
print(len(magic), magic[3], mock.Mock(spec=["a"]).a is not None, mock.call(1) == mock.call(1), mock.sentinel.x)
with mock.patch.dict({"a": 1}, b=2) as d, mock.patch.object(Case, "attribute", 9, create=True):
    print(Case.attribute)
raising = mock.Mock(side_effect=[1, KeyError("k")])
print(raising(), [type(e).__name__ for e in [unittest.case._AssertRaisesContext]])
