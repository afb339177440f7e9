"""The shapes of dates and times, as regular expressions over the letters of a line."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from blogparse.dates.words import lexicon


class Grammar(NamedTuple):
    """The shapes of dates and times as expressions over letters."""

    prefilter: re.Pattern[str]
    opening: re.Pattern[str]
    date: re.Pattern[str]
    time: re.Pattern[str]
    after_date: re.Pattern[str]
    before_date: re.Pattern[str]
    more_units: re.Pattern[str]
    worded: re.Pattern[str]
    weekday: re.Pattern[str]
    year_after_time: re.Pattern[str]
    year_word: re.Pattern[str]


def compile_grammar(roles: Mapping[str, int]) -> Grammar:
    """Return the grammar for the letters that stand for sets of roles."""

    def letters(wanted: int, unwanted: int = 0) -> str:
        found = "".join(sign for sign, has in roles.items() if has & wanted and not has & unwanted)
        return f"[{found}]" if found else "[\uf8ff]"  # the last private-use character is no word's letter

    month, weekday, meridiem = letters(lexicon.MONTH), letters(lexicon.WEEKDAY), letters(lexicon.AM | lexicon.PM)
    at, of, after, ordinal = letters(lexicon.AT), letters(lexicon.OF), letters(lexicon.AFTER), letters(lexicon.ORDINAL)
    hour_unit, minute_unit, day_unit, year_unit = (
        letters(lexicon.UNIT[unit]) for unit in ("hour", "minute", "day", "year")
    )
    year_sign, month_sign, day_sign = letters(lexicon.YEAR_SIGN), letters(lexicon.MONTH_SIGN), letters(lexicon.DAY_SIGN)
    hour_sign, minute_sign, second_sign = (
        letters(lexicon.HOUR_SIGN),
        letters(lexicon.MINUTE_SIGN),
        letters(lexicon.SECOND_SIGN),
    )
    head, tee, zulu, zone = (
        letters(lexicon.MONTH_HEAD),
        letters(lexicon.TEE),
        letters(lexicon.ZULU),
        letters(lexicon.ZONE),
    )
    in_words = letters(lexicon.DAY_WORD)
    today, one, unit, joint = (
        letters(lexicon.TODAY | lexicon.YESTERDAY),
        letters(lexicon.ONE),
        letters(lexicon.ANY_UNIT),
        letters(lexicon.AND),
    )
    led = rf"{letters(lexicon.LEADING_UNIT)}[ ]?[1234](?![1-9]|[./:\-][1-9])"  # "miezi 2"
    unit = rf"[ ]?(?:{letters(lexicon.INSIDE)}[ ])?{unit}"

    fresh = r"(?<![1-9][./\-])"  # no number with a joint before: not inside 192.168.1.1
    closed = r"(?![1-9]|[./:\-][1-9])"  # no number follows, joined or glued
    ended = r"(?![1-9](?!:2)|[./:\-][1-9])"  # the same after a year, to which a time may be glued
    no_sign = rf"{ended}(?![ ]?{year_sign})"
    name = rf"(?:{month}|{head}[ ]?(?=[12]))"  # a month name or the word before a month's number
    number = rf"(?:(?<={head})[12]|(?<={head}[ ])[12])?+"  # that number
    of_ = rf"(?:{of}\.?[ ]?)?"
    day_tail = rf"(?:\.|[ ]?{ordinal}\.?|{day_unit}\.?)?"
    in_weekday = rf"(?:{weekday}\.?[ ,]{{0,2}})?"
    # A short year needs a sign: an apostrophe, a comma, or a time or nothing after it.
    at_ = rf"{at}(?:\.|[ ]?:)?"
    short = rf"2(?=[ ,|@/\-]{{1,3}}(?:{at_}[ ])?[12]:2|[ ]?\Z)"
    four = rf"""
          (?P<iso>   (4)-(2)-(2) {tee} (2):(2)(?::(2)(?:[.,][1-9])?)? ([ ]?{zulu}|[+\-]2:2|[+\-][24])? (?![1-9]) )
        | (?P<ymd>   (4)(?P<joint>[\-./])[ ]?([12])(?P=joint)[ ]?([12]) (?:\.(?![1-9]))? {ended} )
        | (?P<cjk>   (4)[ ]?(?:{year_sign}|q)[ ]?([12])[ ]?{month_sign}[ ]?([12])[ ]?{day_sign} )
        | (?P<roc>   (3)[ ]?{year_sign}[ ]?([12])[ ]?{month_sign}[ ]?([12])[ ]?{day_sign} )
        | (?P<cjkm>  (4)[ ]?{year_sign}[ ]?([12])[ ]?{month_sign} )
        | (?P<wymd>  (4)(?:\.|[ ]?(?:{year_unit}|{after}|{of}|q)\.?)?[ /\-]{{0,2}}
                     ({name}){number}\.?[ /\-]{{0,2}}([12]){day_tail} {closed} )
        | (?P<cjkymd> (4)(?:[ ](?:{after}|{of}))?[ ]([12])[ ]?{month_sign}[ ]([12]) {closed} )
        | (?P<wym>   (4)(?:\.|\.?[ ]?{after}\.?)[ ]({name}){number} (?![1-9]) )
        | (?P<wydm>  (4)(?:[.\-]?[ ]?(?:{after}|{year_unit})\.?)?[ /\-,]{{1,2}}([12])\.?[ /\-]({name})\.? {closed} )
        """
    one_or_two = rf"""
          (?P<dots>  ([12])\.[ ]?([12])(?:\.|,|\.,)[ ]?(4)\.? {ended} )
        | (?P<dots2> (2)\.(2)\.(2) {closed} )
        | (?P<dots3> ([12])\.[ ]?([12])\.[ ]?(2) (?=[ ,|@/\-]{{1,3}}(?:{at_}[ ])?[12]:2) )
        | (?P<cuts>  ([12])[ ]?(?P<cut>[/\-])[ ]?([12])[ ]?(?P=cut)[ ]?(4) {ended} )
        | (?P<gaps>  (?:\A|(?<=[,|(:\-@])|(?<=[,|(:\-@][ ])|(?<={weekday}[ ])|(?<={at}[ ])) (2)[ ](2)[ ](4)
                     (?=[ ]?(?:\Z|[,|)\-@]|[12]:2|{at})) )
        | (?P<wdmy1> (?:\A|(?<={weekday}[ ])) ([12]),[ ]({name})\.?[ ](4) {ended} )
        | (?P<cuts2> ([12])/([12])/'?(2) {closed} )
        | (?P<cuts3> (2)-(2)-(?:'(?=2)|(?=2[ ,|@/]{{1,3}}(?:{at}\.?[ ])?[12]:2))(2) {closed} )
        | (?P<wdmy>  ([12]|{in_words}){day_tail}[ /\-]{{0,2}}{of_}{in_weekday}
                     ({name}){number}\.?[,/\- .]{{0,3}}{of_}(4) {ended} )
        | (?P<wdmY>  ([12]){day_tail}[ /\-]{{0,2}}{of_}({name})\.?
                     (?:[ ]?'(?=2)|[/\-](?=2)|[ ](?={short}))(2) {closed} )
        | (?P<wdm>   ([12]|{in_words}){day_tail}[ /\-]{{0,2}}{of_}({name}){number} (?![1-9])
                     (?!\.?[ ][12](?:{ordinal})?,?[ ]4) )             # "Bob 3 May 4, 2012"
        | (?P<cjkd>  ([12])[ ]?{month_sign}[ ]?([12])[ ]?{day_sign} )
        | (?P<cjkmdy> ([12])[ ]?{month_sign}[ ]?([12])(?:{ordinal})?,[ ]?(4) {no_sign} )
        | (?P<cjkdmy> ([12])[ ]([12])[ ]?{month_sign},?[ ](4) {no_sign} )
        | (?P<cjkmy> ([12])[ ]?{month_sign},?[ ](4) {no_sign} )
        """
    yearless = rf"| (?P<yearless> ([12])(?P<halved>[/\-.])([12])\.? (?=[ ,|@\-]{{1,3}}(?:{at_}[ ])?[12]:2) )"
    month_first = rf"""
          (?P<wmdy>  ({name}){number}\.?[ /\-]{{0,2}}([12])(?:{ordinal})?(?:[,./\- ]{{1,3}}{of_}|)(4) {ended} )
        | (?P<wmdY>  ({name}){number}\.?[ /\-]{{0,2}}([12])(?:{ordinal})?
                     (?:,?[ ]?'(?=2)|[/\-](?=2)|,[ ](?={short})|(?<=/[12])[ ](?={short}))(2) {closed} )
        | (?P<wmy>   ({name}){number}\.?,?[ /\-]{{0,2}}{of_}(4) {ended} )
        | (?P<wmd>   ({name}){number}\.?[ /\-]{{0,2}}([12])(?:[ ]?{ordinal})? (?![1-9]|[./:\-,][1-9]) )
        """

    reign = letters(lexicon.ERA)
    first_year = letters(lexicon.FIRST_YEAR)
    era = (
        rf"(?P<era> (?P<reign>{reign})[ ]?(?:([123])[ ]?{year_sign}|{first_year})"
        rf"[ ]?([12])[ ]?{month_sign}[ ]?([12])[ ]?{day_sign} )"
    )

    def dates(more: str = "") -> str:
        # Shapes by their first letter: most positions of a line are none.
        return (
            rf"(?=[34]){fresh}(?:{four}) | (?=[12]|{in_words}){fresh}(?:{one_or_two}{more})"
            rf" | (?={month}|{head})(?:{month_first}) | {era}"
        )

    weekday_first = rf"(?:[(]?{weekday}\.?[)]?[ ,./|\-]{{0,3}})?"
    no_zone = letters(lexicon.AFTER, lexicon.ZONE)  # "WIB" follows a time as "Uhr" does, and is its zone
    suffix = rf"""
        (?:[ ]?{no_zone}\.?(?![1-9]))*+ (?:[ ]?({meridiem})\.?(?![1-9]))? (?:[ ]?{no_zone}\.?(?![1-9]))*+
        (?:[ ]?[(]?( {zone}(?:[ ]?[+\-][ ]?[12](?::?2)?(?![1-9:])|[+\-]4|[ ][12](?=[)]))?  # "(UTC 1)" lost its plus
                   | {zulu} | \+2:2 | [+\-]4 (?![1-9]))[)]? )?
        """
    clock = rf"""
          (?P<clock> (?:({meridiem})\.?[ ]?)? ([12]):(2) (?::(2)(?:[.,][1-9])?)?
                     (?!:?[1-9]|[ ]?{minute_unit}) {suffix} )  # "13:30 min" is how long something takes
        | (?P<signs> (?:({meridiem})[ ]?)? ([12])[ ]?{hour_sign}
                     (?:[ ]?([12])[ ]?{minute_sign})? (?:[ ]?([12])[ ]?{second_sign})? )
        | (?P<hours> ([12])[ ]?{hour_unit}\.?[ ]?(2) (?:[ ]?{minute_unit}\.?)? (?![1-9]) )
        | (?P<dotted> ([12])\.(2)(?:\.(2))? (?=[ ]?{after}) (?![.:]?[1-9]) {suffix} )
        """
    loose_clock = rf"""
        {clock}
        | (?P<late>  (?:(?<={at}[ ])|(?<={at}[.:][ ])|(?<=[@q][ ])|(?<=@)|(?=2))
                     ([12])\.(2)(?:\.(2))? (?![.:]?[1-9]) {suffix} )
        | (?P<whole> ([12]) (?=[ ]?(?:{meridiem}|{after})) {suffix} )
        """
    between = rf"(?:[ ,|/@(.\-]|{at_}|{weekday}\.?[)]?|{of}|q\.?|{year_unit}\.?|{after}\.?)"
    odd = r"(?P<odd>[xX])[ ](?=[12]:2)"  # a word that no language has, in place of "at"

    def compiled(expression: str) -> re.Pattern[str]:
        return re.compile(expression, re.VERBOSE)

    return Grammar(
        prefilter=compiled(
            rf"{letters(lexicon.NAMED | lexicon.NOW)}"
            rf"| [12][ ]?[:./\-][ ]?[12] | 4[./\-] | 2[ ]2[ ]4 | [1234]{unit} | {led}"
            rf"| [12][ ]?{meridiem} | {one}{unit}"
        ),
        opening=compiled(
            rf"""
            (?=[1-4(]|{letters(lexicon.OPENING | lexicon.LEADING_UNIT)})
            (?:
              {weekday_first} (?:{dates(yearless)})
            | (?P<age> (?:[1234]|{one}){unit} )
            | (?P<led> {led} )
            | (?P<named> {today} )
            | (?P<time> {fresh}(?<![1-9]:) (?:{weekday}\.?[ ,|\-]{{0,2}})?
                  (?= (?:{meridiem}\.?[ ]?)?[12]:2 | [12]\.2 | [12]{hour_unit}2
                    | (?:{meridiem}[ ]?)?[12]{hour_sign} | [12][ ]?{meridiem} ) )
            )
            """
        ),
        date=compiled(rf"{weekday_first} (?:{dates()})"),
        time=compiled(loose_clock),
        after_date=compiled(rf"(?:{between}){{0,7}}? (?:{odd})? (?=[12]|{meridiem}) (?:{loose_clock})"),
        before_date=compiled(rf"(?:[ ,|/@(\-]|{at_}|{of}|q[ ]){{0,5}}+"),
        more_units=compiled(rf"\.?[ ,&]{{0,2}}(?:{joint}[ ])? [123]{unit}"),
        weekday=compiled(rf"[ ,]{{0,2}}(?P<bracket>[(])?(?P<weekday>{weekday})(?(bracket)[)])(?![1-9])"),
        year_after_time=compiled(r"[ ](4)(?![1-9])(?=[ ]?(?:[,.|)\-]|\Z))"),
        year_word=compiled(rf"\.?[ ]?(?P<word>{after})\.?(?![1-9])"),
        worded=compiled(rf"(?P<age>{one}{unit}) | (?P<named>{today}|{letters(lexicon.NOW)})"),
    )


# Where year, month and day stand among the groups of each shape; 0 for a part that the shape has not.
SHAPES: Final = {
    "iso": (1, 2, 3), "ymd": (1, 3, 4), "cjk": (1, 2, 3), "roc": (1, 2, 3), "era": (2, 3, 4),
    "cjkm": (1, 2, 0), "cjkd": (0, 1, 2),
    "cjkmdy": (3, 1, 2), "cjkymd": (1, 2, 3), "cjkdmy": (3, 2, 1), "cjkmy": (2, 1, 0),
    "dots": (3, 2, 1), "dots2": (3, 2, 1), "dots3": (3, 2, 1),
    "gaps": (3, 1, 2), "cuts": (4, 1, 3), "cuts2": (3, 1, 2), "cuts3": (3, 1, 2), "yearless": (0, 1, 3),
    "wmdy": (3, 1, 2), "wmdY": (3, 1, 2), "wdmy": (3, 2, 1), "wdmY": (3, 2, 1), "wymd": (1, 2, 3), "wydm": (1, 3, 2),
    "wdmy1": (3, 2, 1), "wmy": (2, 1, 0), "wym": (1, 2, 0), "wmd": (0, 1, 2), "wdm": (0, 2, 1),
}  # fmt: skip
MONTH_FIRST_SHAPES: Final = frozenset({"gaps", "cuts", "cuts2", "cuts3", "yearless"})
DOTTED: Final = frozenset({"dots", "dots2", "dots3"})
# Where hour, minute, second, the two places of "pm" and the zone stand; 0 for none.
CLOCKS: Final = {
    "clock": (2, 3, 4, 1, 5, 6), "signs": (2, 3, 4, 1, 0, 0), "hours": (1, 2, 0, 0, 0, 0),
    "dotted": (1, 2, 3, 0, 4, 5), "late": (1, 2, 3, 0, 4, 5), "whole": (1, 0, 0, 0, 2, 3),
}  # fmt: skip
ONLY_BESIDE_A_DATE: Final = frozenset({"late", "whole"})
