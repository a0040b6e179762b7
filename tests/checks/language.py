"""Language tests: every file of tests/lang under one subject, compared with its expected output."""
import harness
from checks import Job, Outcome, death, failed


def judge(test, result):
    """Compare a run of a language test with name.out and name.err."""
    out, err = test.expected()
    wrong = death(result)
    if wrong:
        lines = result.stdout.count("\n")
        return failed(f"{wrong}\n    after {lines} lines of output" +
                      difference_or_nothing(out, result.stdout), max(1, out.count("\n")))
    checks, bad = harness.count_failures(out, result.stdout)
    explanation = harness.difference(out, result.stdout) if bad else ""
    if err or result.status:
        checks += 1
        got = harness.error_text(result)
        if got != err:
            bad += 1
            explanation += ("\n" if explanation else "") + harness.difference(err, got)
    return Outcome(checks, bad, explanation)


def difference_or_nothing(expected, actual):
    if expected.startswith(actual):
        return ""
    return "\n" + harness.difference(expected, actual, 6)


def jobs(group, subject, timeout, match=None, environment=None, tree="lang"):
    """One job for each test of the tree; match(test) chooses among them."""
    made = []
    for test in harness.language_tests(tree):
        if match and not match(test):
            continue

        def work(test=test):
            return judge(test, test.run(subject, timeout, environment=environment))

        made.append(Job(group, test.name, work, 2.0 if test.name.startswith("hot/") else 0.5))
    return made


def is_hot(test):
    return test.name.startswith("hot/")


def needs_no_module(test):
    """Whether a martlet with the language and hardly any module can run it."""
    with open(test.path, encoding="utf-8", errors="replace") as file:
        words = file.read()
    return not any(word in words for word in ("import", "coding", "codecs", "\\N{", "encode(", "decode(")) and not is_hot(test)


def oracle_jobs(oracle):
    """The committed output is the oracle's."""
    made = []
    for test in harness.all_language_tests():

        def work(test=test):
            return judge(test, test.run([oracle]))

        made.append(Job("expected output", test.name, work, 0.3))
    return made
