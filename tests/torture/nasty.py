"""Texts that have broken programs, made by rule: the same list every time, at least seven hundred."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

LONGEST = 100_000
ESC, ST, BEL = "\x1b", "\x1b\\", "\x07"


@dataclass(frozen=True)
class Nasty:
    """One text, with a name that tells which rule made it."""

    name: str
    family: str
    value: str


def nasty() -> list[Nasty]:
    """Every text, each once."""
    found: dict[str, Nasty] = {}
    for family, values in _FAMILIES.items():
        for number, value in enumerate(values()):
            found.setdefault(value, Nasty(f"{family}-{number}", family, value))
    return list(found.values())


def core(each: int) -> list[Nasty]:
    """So many of every family, spread evenly over it."""
    chosen = []
    for family in _FAMILIES:
        members = [one for one in nasty() if one.family == family]
        chosen += list(islice(members[:: max(1, len(members) // each)], each))
    return chosen


def kept(value: str) -> str:
    """The letters and digits of a text that no cleaning may take: what is compared to say that nothing was lost."""
    return "".join(char for char in unicodedata.normalize("NFC", value) if char.isalnum())


def paired(value: str) -> str:
    """The text as JSON has it: two halves of a character that stand together are that character."""
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _markup() -> Iterator[str]:
    tags = [
        "bold",
        "/bold",
        "/",
        "$accent",
        "$nope",
        "@click=",
        "link='x",
        "on_red",
        "x",
        "[bold]",
        "#ff0000",
        'b="c',
        "1",
        "not_bold",
        "auto_50%",
        "dim][",
        "//",
        "/x",
        "b!",
        "reverse",
        "strike",
        "u",
        "i",
        "blink",
        "none",
        "@key=up",
        "$success=1",
        "rgb(1,2,3)",
        "hsl(1,1%,1%)",
        "ansi_red",
    ]
    tags += ["", "red on blue", "$nope 200%", "Exhibit A", "90%", "\\", "\n", "=", ",", "'", '"']
    tags += [f"@click={act}" for act in ("app.quit", "app.bell()", "screen.x('y')", "app.remove_sample", "quit")]
    tags += ["link=https://evil.example", "link=file:///etc/passwd", "@click=app.open_url('https://evil.example')"]
    for tag in tags:
        yield f"Roe [{tag}]v.[/] Doe"
    for tag in tags[:12]:
        yield f"[{tag.upper()}]"
        yield f"Roe \\[{tag}]"
    yield from ("[/", "[", "]", "[[", "]]", "[]", "[/]", "\\[bold]", "\\", "C:\\[x]\\", "[bold", "bold]", "[/bold]")
    yield from (":smile: :warning:", "[b][i][u]" * 20, "[" * 200, "]" * 200, "[$accent]x $y ${z} $$", "[b]" * 100)
    yield from ("x[@click=app.bell]", "[b]a[/i]b[/b]", "[b]a[/b]]", "[[b]]", "[\x00b]", "[b\x1b]x", "[\u202eb]")


def _controls() -> Iterator[str]:
    for code in [*range(0x20), *range(0x7F, 0xA0)]:
        yield f"A{chr(code)}B"
        if code in (0, 7, 8, 9, 10, 13, 27, 0x7F, 0x85, 0x9B, 0x9D):
            yield f"{chr(code)}AB"
            yield f"AB{chr(code)}"
            yield f"A{chr(code) * 9}B"


def _sequences() -> Iterator[str]:
    bodies = "2J 3J H 1;1H 31m 0m 38;5;1m ?1049l ?1049h ?25l 6n 5n c >c ?2004h ?2004l ?1000h ?1003h ?2026h 999B 5S 5T"
    bodies += " 4h 20h !p s u 8;1;1t 22;0t 2q ?7l ?5h 1;1r 0i 5i ?6h 200~rm 201~ 1L 9P 9@ 9X >1u <u ?u"
    for body in bodies.split():
        yield f"A{ESC}[{body}B"
        yield f"A\x9b{body}B"
    for number, rest in (
        (0, "PWNED"),
        (1, "P"),
        (2, "P"),
        (4, "1;rgb:ff/ff/ff"),
        (7, "file:///etc"),
        (8, ";https://e"),
    ):
        for end in (BEL, ST, "\x9c"):
            yield f"A{ESC}]{number};{rest}{end}B"
    for number, rest in (
        (9, "hello"),
        (10, "?"),
        (11, "?"),
        (52, "c;UFdO"),
        (52, "c;?"),
        (104, ""),
        (133, "A"),
        (777, "n"),
    ):
        yield f"A{ESC}]{number};{rest}{BEL}B"
        yield f"A\x9d{number};{rest}{ST}B"
    yield from (f"A{ESC}]1337;File=inline=1:QQ=={BEL}B", f"A{ESC}]50;x{BEL}B", f"A{ESC}]1337;ClearScrollback{BEL}")
    for opening in ("P+q544e", "P$qm", "_Gf=100;AAAA", "^private", "Xstring", "P0;1|17/ab", "Pq#0;2;0;0;0#0~~"):
        yield f"A{ESC}{opening}{ST}B"
    for letter in "cDEHMNOZ78=>#(%n|}~":
        yield f"A{ESC}{letter}B"
    yield from (f"A{ESC}#8B", f"A{ESC}(0lqqk{ESC}(BB", f"A{ESC}%GB", f"A{ESC}", f"A{ESC}[", f"A{ESC}]", f"{ESC}" * 50)
    yield f"A{ESC}[200~rm -rf ~\n{ESC}[201~B"


def _bidi() -> Iterator[str]:
    marks = (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    for code in marks:
        yield f"inv{chr(code)}oice gpj.exe"
        yield f"{chr(code)}invoice"
    yield from (
        "\u202e" * 50 + "x", "paid \u2067$100\u2069 \u2066$1\u2069", "a\u202eb\u202cc\u202ed", "\u2066[b]\u2069",
    )  # fmt: skip


def _invisible() -> Iterator[str]:
    codes = (0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, *range(0x2060, 0x2066))
    more = (0x2028, 0x2029, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFD, 0xFFFE)
    last = (0xFFFF, 0xE000, 0xF8FF, 0x1D173, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0xF0000, 0x10FFFF, 0x2800, 0xFDD0)
    for code in (*codes, *more, *last):
        yield f"Jo{chr(code)}hn"
    yield from ("\u200b" * 100, "J\u200do\u200dh\u200dn", "\ufeff", "A" + "\ufe0f" * 40, "[\u200bb]x[/\u200bb]")


def _scripts() -> Iterator[str]:
    yield from ("שלום ABC 123", "مرحبا 456 (x)", "أحمد كريمي", "يوسف بن علي", "דוד לוי", "ܐܒܓ", "ދިވެހި", "فاطمة [b] (1)")
    yield from (
        "日本語の名前",
        "山田 太郎",
        "ＦＵＬＬ　ＷＩＤＴＨ",
        "김민준",
        "王小明",
        "한" * 60,
        "漢" * 120,
        "ﾊﾝｶｸ",
        "龘𠜎𠮷",
    )
    yield from (
        "Nguyễn Thị Ánh", "Müller", "Straße", "Æthelred", "İpek İıß", "ẞ ŉ ǆ", "ﬁnance ﬀ", "Ŀlul·l", "ﷺ ﷽", "Åse",
    )  # fmt: skip
    yield from (
        "नमस्ते क्षत्रिय", "ไทย ก็", "မြန်မာ", "ភាសាខ្មែរ", "தமிழ்", "አማርኛ", "ᏣᎳᎩ", "ქართული", "Ελληνικά", "Русский",
        "עִבְרִית",
    )  # fmt: skip
    yield from (
        "e\u0301 é", "\u1100\u1161\u11a8", "Å Å Å", "a\u20dd", "𝔘𝔫𝔦", "Z" + "\u0301\u0327\u0334" * 60, "\u0301x",
    )  # fmt: skip
    yield from ("\u0e33\u0e33", "\u0300" * 30, "⠿⠿", "─│┌┐ ▀▄█", "①②③", "½ ⅞", "²³", "№ ℡ ™", "␛␀␡", "∑∫√", "𓀀𓁐", "𐍈")


def _emoji() -> Iterator[str]:
    people = "👩👨🧑👧👦👶👵👴"
    for one in people:
        for tone in ("", "\U0001f3fb", "\U0001f3ff"):
            yield f"{one}{tone} Roe"
    for two in (
        "👩\u200d👩\u200d👧\u200d👦",
        "👨\u200d👩\u200d👦\u200d👦",
        "🧑\u200d🤝\u200d🧑",
        "👩🏽\u200d⚕\ufe0f",
        "🏃🏿\u200d♀\ufe0f",
    ):
        yield two
        yield two * 30
    for flag in (
        "🇺🇸",
        "🇺",
        "🇺🇸🇺",
        "🏳\ufe0f\u200d🌈",
        "🏴\U000e0067\U000e0062\U000e007f",
        "☠\ufe0f",
        "1\ufe0f\u20e3",
        "❤\ufe0f",
        "❤",
        "☎",
    ):
        yield f"{flag} x"
    yield from ("👍🏽" * 50, "\U0001f3fd", "\u200d👩", "👩\u200d", "🫠🫨", "\U0001fae9", "🀄", "🈚", "⌚⏰", "🅰🅱")


def _surrogates() -> Iterator[str]:
    for code in (0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xDC80, 0xDCFF, 0xD83D):
        yield chr(code)
        yield f"A{chr(code)}B"
    yield from ("\ud83d\ude00", "\udc80\udcff", "caf\udce9", "\ude00\ud83d", "\ud800" * 50)


def _sizes() -> Iterator[str]:
    for length in (0, 1, 2, 39, 40, 41, 80, 255, 256, 399, 400, 401, 1000, 1001, 2000, 4000, 4096, 20_000, LONGEST):
        yield "L" * length
    yield from (
        "line\n" * 5_000, "日" * 50_000, " " * 10_000, "word " * 20_000, "\n" * 3_000, "a\tb\t" * 2_000, "-" * 5_000,
    )  # fmt: skip
    yield from (
        "[b]" * 20_000, "\u202e" * 20_000, f"{ESC}[31m" * 9_000, "é" * 60_000, "👩\u200d👧" * 15_000, "\x00" * 5_000,
    )  # fmt: skip


def _blanks() -> Iterator[str]:
    for blank in " \t\n\u00a0\u1680\u2000\u2003\u2007\u2009\u202f\u205f\u3000":
        yield f"{blank}lead"
        yield f"trail{blank}"
        yield f"in{blank}side"
    yield from (
        "  two  spaces  ", "a\r\nb", "a\rb", "a\n\n\nb", "\t\t", "\n", "   ", "\r\n", "a\x0bb\x0cc", "a\x85b",
        "a\u2028b",
    )  # fmt: skip


def _queries() -> Iterator[str]:
    yield from ("O'Brien", "'; DROP TABLE cases;--", '" OR ""="', "100%", "a_b", "\\%", "%_%", "x'41'", "NULL", "null")
    yield from (
        ":name ?1 @p $p", "/*", "--", "NEAR(a b)", '"unterminated', "a AND", "name:x", "-x", "*", "^a", "a OR (b",
    )  # fmt: skip
    yield from (
        "{x}", 'col : "y"*', "1; PRAGMA writable_schema=ON", "' UNION SELECT * FROM acts--", "') --", "'||'", "\\'",
    )  # fmt: skip
    yield from (
        "'; ATTACH '/tmp/x' AS y;--", "admin'/*", "1=1", "sleep(9)", "phase:", "sol:<", "phase:treating", "no:appt x",
    )  # fmt: skip
    yield from (
        'city:"', "is:pinned OR", "days:>x", "#1", "+tag -tag", "@", "!1", "due:", "^", "~",
        "call ^maria !1 fri 9:30",
    )  # fmt: skip
    yield from (".*(", "(a+)+$", "[a-", "(?i)x", "\\d{3", "a|b", "[[:alpha:]]", "{,99999}", "x{65536}", "(" * 500)


def _formulas() -> Iterator[str]:
    for start in "=+-@＝＋－＠|%":
        yield f"{start}1+1"
        yield f"{start}SUM(A1:A9)"
        yield f' {start}HYPERLINK("https://evil.example","x")'
    for before in (
        "\t",
        "\r",
        "\n",
        "\u00a0",
        "\ufeff",
        "\u200b",
        "'",
        '"',
        ";",
        ",",
        "\u3000",
        "  ",
        "\u2060",
        "\u00ad",
        "\x00",
    ):
        yield f"{before}=cmd|'/C calc'!A0"
    yield from ("=cmd|'/C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", '=DDE("cmd";"/C calc")')
    yield from (
        '=IMPORTXML("http://e","//a")', "=WEBSERVICE(A1)", "a,=1", 'a",=1', "a\n=1", 'x";=1', "x\r=1", "-", "=", "+",
        "@",
    )  # fmt: skip
    yield from (
        "+1 (555) 010-0000", "-125.50", "1e9", "=1e9", "-1e9", "--5", "00123", "1/2", "3-4", 'a,b;c"d', "TRUE",
        "#REF!",
    )  # fmt: skip


def _templates() -> Iterator[str]:
    yield from (
        '#read("/etc/passwd")', '#panic("x")', "$x$ *b* _i_ @ref <lab> `r`", '#import "@preview/x:1.0.0": *', "#{",
    )  # fmt: skip
    yield from (
        "#let x = 1", "#while true {}", '#image("/etc/passwd")', "#sys.inputs", "= Head", "/ term: x", "+ item", "#[",
        "$",
    )  # fmt: skip
    yield from (
        "```raw", "`", "*", "_", "<label>", "@", "~", "\\", "#show: x => x", "#set page(width: 0pt)", "]",
        "#pagebreak()",
    )  # fmt: skip
    yield from (
        "\\input{/etc/passwd}", "\\write18{id}", "~ # $ % ^ & _ { } \\", "\\end{document}", "\\def\\x{\\x}\\x", "$$",
        "%",
    )  # fmt: skip
    yield from (
        "{{7*7}}", "{{ cycler.__init__.__globals__ }}", "{% for i in range(9) %}", "{# x #}", "{{", "}}", "{%",
        "{{config}}",
    )  # fmt: skip
    yield from (
        "{0.__class__}", "{client.name!r}", "{", "}", "{}", "{0}", "%(x)s %s %n", "%", "%d", "${x} $(id) `id`",
        "$HOME",
    )  # fmt: skip
    yield from (
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt; &amp; &#0;", "<b>", "</body></html>",
        "-->",
    )  # fmt: skip
    yield from (
        '"><svg onload=1>', "<!--", "<![CDATA[x", "]]>", "<?xml ?>", '<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;",
        "&#x202e;",
    )  # fmt: skip
    yield from (
        "</style><style>*{}", "javascript:alert(1)", "<a href=//e>x</a>", "<base href=//e>", "<iframe>", "' onload='",
        "</title>",
    )  # fmt: skip
    yield from (
        "# H\n- [ ] t", "[x](https://e)", "![i](file:///etc/passwd)", "**b** ~~s~~", "| a | b |", "---", "> q",
        "1. x", "    code",
    )  # fmt: skip
    yield from (
        "<https://e>", "[^1]: x", "\\*", "***", "\\|", "a  \nb", "[a]: javascript:x", '{"a":1}',
        "- !!python/object:x", "\\u0041",
    )  # fmt: skip


def _paths() -> Iterator[str]:
    yield from (
        "../../etc/passwd", "..\\..\\x", "/etc/passwd", "~/.ssh/id", "$HOME/x", "C:\\x", "C:x", "\\\\srv\\share",
        "//srv/s",
    )  # fmt: skip
    for device in ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "COM¹", "conin$", "CONOUT$", "clock$"]:
        yield device
        yield f"{device}.txt"
        yield f"{device.upper()} .x"
    yield from (
        "a/b", ".", "..", "...", ".hidden", "-rf", "--help", "name.", "name ", "name. .", "a:b", "a:$DATA", "x" * 300,
    )  # fmt: skip
    yield from (
        "日" * 120, "file://x", "%2e%2e%2f", "a\nb.txt", "a*b?.txt", "<x>", 'a"b', "a|b", "\\\\?\\C:\\x",
        "\\\\.\\PhysicalDrive0",
    )  # fmt: skip
    yield from (
        "~", "~root", "-", "x\x00.pdf", "COM1:", "/dev/null", "/dev/sda", "/proc/self/mem", "x/.", "x/..",
        "desktop.ini",
    )  # fmt: skip


def _shell() -> Iterator[str]:
    yield from (
        "; id", "| id", "&& id", "$(id)", "`id`", "a\nid", "'\"'\"'", "!!", "&", ">x", "<x", "$IFS", "%PATH%",
        "^&calc",
    )  # fmt: skip
    yield from (
        "-o ProxyCommand=x", "--db=/tmp/x", "\\", "$'\\x41'", "*", "?", "{a,b}", "~+", "#", "\x03", "\x04", "\x1a",
        "%0a",
    )  # fmt: skip


def _dates() -> Iterator[str]:
    yield from (
        "2026-02-29", "2026-02-30", "02/30/26", "13/01/2026", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01",
    )  # fmt: skip
    yield from (
        "2026-03-08 02:30", "2026-11-01 01:30", "24:00", "25:61", "1/2/3", "today", "Feb 31", "١٢/٣/٢٠٢٦", "-1",
        "fri+9999999",
    )  # fmt: skip
    yield from (
        "99999999999999999999d", "in 1e9 days", "2026-W53", "12/31/1899", "noon", "29 feb", "1月2日",
        "yesterday-99999999999w",
    )  # fmt: skip


def _numbers() -> Iterator[str]:
    yield from (
        "0x10", "1e309", "NaN", "Infinity", "-0", "1,234.56", "1.234,56", "$1,000", "(500)", "１２３", "٣", "0.1",
        "1_000",
    )  # fmt: skip
    yield from (
        "99999999999999999999", "1/3", "٫5", "12.345", "+5", "²", "½", "Ⅷ", "9" * 400, "0" * 400, "1e999999999",
        "-9" * 99,
    )  # fmt: skip


def _people() -> Iterator[str]:
    yield from (
        "Null", "None", "True", "undefined", "N/A", "X", "Mary-Jane O'Neil-Smith Jr., Esq.", "van der Berg",
        "D’Angelo",
    )  # fmt: skip
    yield from (
        "Li", "MCDONALD", "123", "a@b", "Doe (minor), by & through Roe", "Roe, Jane, Jr., MD", ",", ",,", "Roe,",
        ", Jane", "'",
    )  # fmt: skip
    yield from (
        "O''Neil", '"Ann" Lee', "Ann\u00a0Lee", "ann lee", "J. R. R.", "Estate of Roe", "Roe et al.", "A.", "-", "—",
        "?", "...",
    )  # fmt: skip


def _bytes() -> Iterator[str]:
    for raw in (
        b"\xff\xfe",
        b"caf\xe9",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xe2\x28\xa1",
        b"\x80",
        b"\xef\xbb\xbfJane",
    ):
        yield raw.decode("utf-8", "surrogateescape")
        yield raw.decode("latin-1")


_FAMILIES = {
    "markup": _markup,
    "control": _controls,
    "sequence": _sequences,
    "bidi": _bidi,
    "invisible": _invisible,
    "script": _scripts,
    "emoji": _emoji,
    "surrogate": _surrogates,
    "size": _sizes,
    "blank": _blanks,
    "query": _queries,
    "formula": _formulas,
    "template": _templates,
    "path": _paths,
    "shell": _shell,
    "date": _dates,
    "number": _numbers,
    "person": _people,
    "bytes": _bytes,
}


def families(texts: Iterable[Nasty]) -> dict[str, int]:
    """How many of each family."""
    counts: dict[str, int] = {}
    for one in texts:
        counts[one.family] = counts.get(one.family, 0) + 1
    return counts
