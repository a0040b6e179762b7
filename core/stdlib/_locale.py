"""The C locale, which is the only one: what the module locale asks the system for."""

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
CODESET = 14
RADIXCHAR = 0x10000
THOUSEP = 0x10001
D_T_FMT, D_FMT, T_FMT, T_FMT_AMPM = 0x20028, 0x20029, 0x2002A, 0x2002B
YESEXPR, NOEXPR = 0x50000, 0x50001
_TEXTS = {CODESET: "UTF-8", RADIXCHAR: ".", THOUSEP: "", D_T_FMT: "%a %b %e %H:%M:%S %Y", D_FMT: "%m/%d/%y",
          T_FMT: "%H:%M:%S", T_FMT_AMPM: "%I:%M:%S %p", YESEXPR: "^[yY]", NOEXPR: "^[nN]"}


class Error(Exception):
    pass


Error.__module__ = "locale"
Error.__qualname__ = Error.__name__


def setlocale(category, locale=None):
    """Takes the names of the C locale only."""
    if not LC_CTYPE <= category <= LC_ALL or locale not in (None, "", "C", "POSIX", "C.UTF-8", "C.utf8"):
        raise Error("unsupported locale setting")
    return "C"


def localeconv():
    numbers = dict.fromkeys(("int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes",
                             "n_sep_by_space", "p_sign_posn", "n_sign_posn"), CHAR_MAX)
    texts = dict.fromkeys(("int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep",
                           "positive_sign", "negative_sign", "thousands_sep"), "")
    return {**texts, "decimal_point": ".", "grouping": [], "mon_grouping": [], **numbers}


def nl_langinfo(key):
    try:
        return _TEXTS[key]
    except KeyError:
        raise ValueError("unsupported langinfo constant") from None


def strcoll(a, b):
    return (a > b) - (a < b)


def strxfrm(text):
    return text


def getencoding():
    return "utf-8"


def bind_textdomain_codeset(domain, codeset):
    return None


def bindtextdomain(domain, directory):
    return directory


def textdomain(domain):
    return domain or "messages"


def gettext(message):
    return message


def dgettext(domain, message):
    return message


def dcgettext(domain, message, category):
    return message
