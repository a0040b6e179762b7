"""csv: dialects, quoting, dictionaries, the sniffer, errors."""
import csv
import io


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


print(list(csv.reader(['a,b,"c,d"', '1,"x""y",', '"two', 'lines",3', "", " s , t "])))
print(list(csv.reader(["a;'b;c';d"], delimiter=";", quotechar="'")), list(csv.reader(["a, b"], skipinitialspace=True)))
print(list(csv.reader(['1,"a",2.5'], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a\\,b,c"], escapechar="\\")), list(csv.reader(['"a'])))
for options in {}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"delimiter": "\t"}, {"doublequote": False, "escapechar": "\\"}, {"quoting": csv.QUOTE_NONE, "escapechar": "!"}, {"lineterminator": "\n"}:
    out = io.StringIO()
    writer = csv.writer(out, **options)
    print(writer.writerow(["a", 'b"c', "d,e", 1, 2.5, None, "x\ny", ""]), writer.writerows([["z"], [""]]) if options.get("quoting") != csv.QUOTE_NONE else None, repr(out.getvalue()))
rows = list(csv.DictReader(io.StringIO("name,age\nA,1\nB,2,extra\nC\n"), restval="-"))
print(rows)
out = io.StringIO()
writer = csv.DictWriter(out, ["x", "y"], extrasaction="ignore")
writer.writeheader()
writer.writerows([{"x": 1, "y": 2}, {"x": 3, "z": 4}])
print(repr(out.getvalue()), attempt(csv.DictWriter(out, ["x"]).writerow, {"q": 1}))


class Pipes(csv.Dialect):
    delimiter = "|"
    quotechar = '"'
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


csv.register_dialect("pipes", Pipes)
print(list(csv.reader(["a|b"], "pipes")), sorted(csv.list_dialects()), csv.get_dialect("pipes").delimiter)
csv.unregister_dialect("pipes")
print(attempt(csv.get_dialect, "pipes"), attempt(csv.reader, [], delimiter="ab"), attempt(csv.reader, [], quoting=9), attempt(csv.reader, [], odd=1))
print(attempt(lambda: list(csv.reader([b"a"]))), attempt(lambda: list(csv.reader(['"a"b'], strict=True))), attempt(lambda: list(csv.reader(["a\nb"]))), attempt(csv.writer(out).writerow, 5))
print(attempt(csv.writer(out, quoting=csv.QUOTE_NONE).writerow, ["a,b"]), attempt(csv.writer, 3), csv.field_size_limit())
dialect = csv.Sniffer().sniff("a;b;c\n1;2;3\n4;5;6\n")
print(dialect.delimiter, csv.Sniffer().has_header("name;n\na;1\nb;2\nc;3\n"))
