"""What threads are told by beside words: repetition, counters, lists, the end of a page; and what only looks so."""

from __future__ import annotations

from textwrap import dedent

import pytest

from blogparse import parse_post
from blogparse.records import Comment, Nesting
from blogparse.text import affixes

ARTICLE = """\
The mill that would not stop

By Ada Renner
March 3, 2014

The mill at the lower bridge has turned since 1811, and nobody in the village can say who paid for the second wheel.

It stopped for one day in the dry summer of 1976, and the miller wrote the day on the wall with a piece of coal.

When the council offered to put the wheel in a museum, the miller's wife asked who was going to carry the water.

So the wheel still turns, and the flour is still too coarse for cakes and just right for everything else.

It will turn on Sunday from nine, and those who come early may pull the rope that lifts the gate.

"""


def comments_of(thread: str, article: str = ARTICLE) -> tuple[Comment, ...]:
    return parse_post(article + dedent(thread)).comments


def said(found: tuple[Comment, ...]) -> list[tuple[str | None, str]]:
    return [(comment.author, comment.body) for comment in found]


def test_heads_are_learnt_from_what_all_of_them_have_in_common() -> None:
    found = comments_of(
        """\
        Vorpalia (3)

        zefira quill, 14 March 2014 at 16:02 gribbel nopta

        The second wheel was paid for by my great-aunt.

        Tom Oslo, 14 March 2014 at 16:45 gribbel nopta

        Then your great-aunt owes me a sack of flour.

        zefira quill, 15 March 2014 at 07:10 gribbel nopta

        Come and get it!
        """
    )
    assert [comment.author for comment in found] == ["zefira quill", "Tom Oslo", "zefira quill"]
    assert found[2].timestamp is not None
    assert found[2].timestamp.hour == 7
    assert found[1].body == "Then your great-aunt owes me a sack of flour."


def test_a_title_before_the_date_is_no_name() -> None:
    found = comments_of(
        """\
        3 comments

        * The wheel 1 April 2014 19:20, dropped by Jonas

          I pulled the rope. It is heavier than it looks.

          Reply

        * The wheel 1 April 2014 21:08, dropped by the treasurer

          Nobody billed me for the rope?

          Reply

        * Museum 2 April 2014 07:15, dropped by Mr Alder

          The museum has no water. I asked.

          Reply
        """
    )
    assert [comment.author for comment in found] == ["Jonas", "the treasurer", "Mr Alder"]


def test_words_beside_every_name_are_cut() -> None:
    found = comments_of(
        """\
        3 comments

        Note left by Ann Berg [visitor]

        The bread is worth the walk, even in the rain.

        March 4, 2014 at 10:09

        Note left by paco_77 [visitor]

        Two miles of mud for one loaf. I would do it again.

        March 4, 2014 at 16:40

        Note left by Ada [member]

        I was there as well, and saw no mud.

        March 5, 2014 at 19:11
        """
    )
    assert [comment.author for comment in found] == ["Ann Berg", "paco_77", "Ada"]


def test_numbers_and_pictures_beside_names_are_cut() -> None:
    found = comments_of(
        """\
        3 comments

        [photo] Wendell 1 Wendell March 4, 2014 at 10:44 am

        Good for the wheel.

        Reply

        [photo] Inez Marq 2 Inez Marq March 4, 2014 at 11:05 am

        I shall go on baking with it.

        Reply

        [photo] mr. pickles 3 mr. pickles March 4, 2014 at 2:30 pm

        what was the flour like in 1976?

        Reply
        """
    )
    assert [comment.author for comment in found] == ["Wendell", "Inez Marq", "mr. pickles"]


def test_the_articles_dateline_is_no_head_above_a_thread_without_heading() -> None:
    text = dedent(
        """\
        The mill

        by Ada Renner on March 3, 2014

        The mill has turned since 1811, and nobody in the village can say who paid for the second wheel.

        It stopped for one day in the dry summer of 1976, and the miller wrote the day on the wall with coal.

        Tagged as: mills, water

        Wendell March 4, 2014 at 10:44 am

        Good for the wheel.

        Reply

        Inez Marq March 4, 2014 at 11:05 am

        I shall go on baking with it.

        Reply

        mr. pickles March 4, 2014 at 2:30 pm

        what was the flour like in 1976?

        Reply
        """
    )
    assert [comment.author for comment in parse_post(text).comments] == ["Wendell", "Inez Marq", "mr. pickles"]


def test_items_below_a_counter_are_comments_without_their_heads() -> None:
    found = comments_of(
        """\
        4 comments

          1. I pulled the rope in 1976, and the gate came down on my bicycle.

            1. Ada Renner says:

              Is that what is still hanging there?

          2. The flour is not too coarse for cakes. It is too coarse for people who cannot bake.

          3. Tom Oslo says:

            Where do I park?

        Leave a Reply
        """
    )
    assert [comment.author for comment in found] == [None, "Ada Renner", None, "Tom Oslo"]
    assert found[1].parent == 0
    assert found[2].body.startswith("The flour is not too coarse")


def test_names_that_end_alike_are_heads_that_have_lost_their_dates() -> None:
    found = comments_of(
        """\
        Comments

        Gerda Baier on

        This wheel is the only thing in the valley that has never been on strike.

        David Z on

        It was on strike in 1976, if you read the wall with the coal on it.

        malte on

        That was the weather, and the weather has no union.
        """
    )
    assert [comment.author for comment in found] == ["Gerda Baier", "David Z", "malte"]
    assert all(comment.timestamp is None for comment in found)


def test_lines_above_all_heads_are_titles() -> None:
    found = comments_of(
        """\
        Comments
        A question
        Jonas Pohl | 04.03.2014
        Who paid for the second wheel?
        Answer
        Mia Kern | 05.03.2014
        The bridge toll, for eleven years.
        About tolls
        Jonas Pohl | 05.03.2014
        Then it is our wheel.
        Sunday
        Lea Voss | 06.03.2014
        It is everybody's wheel, but the rope is mine.
        """
    )
    assert [comment.body for comment in found] == [
        "Who paid for the second wheel?",
        "The bridge toll, for eleven years.",
        "Then it is our wheel.",
        "It is everybody's wheel, but the rope is mine.",
    ]


def test_titles_made_of_the_first_words_are_cut() -> None:
    found = comments_of(
        """\
        Comments

        Yvonne
        Tue, 03/04/2014 - 09:20
        Permalink

        That is my brother's

        That is my brother's handwriting on the wall!

        • Reply

        Max Gould
        Tue, 03/04/2014 - 10:02
        Permalink

        Is it? Then come on

        Is it? Then come on Sunday, and bring him.

        • Reply
        """
    )
    assert [comment.body for comment in found] == [
        "That is my brother's handwriting on the wall!",
        "Is it? Then come on Sunday, and bring him.",
    ]


def test_what_stands_below_the_links_is_no_text_of_the_comment_above() -> None:
    found = comments_of(
        """\
        Comments

        Under the bed
        Tue, 03/04/2014 - 09:05 — Edda

        About time. The rope is under my bed.

        • reply

        see also
        Tue, 03/04/2014 - 11:50 — hmueller

        You could tie it to the gate, that would take ten minutes.

        • reply

        We are listening
        Tue, 03/04/2014 - 12:15 — Fern

        Could it be tied by hand?

        • reply
        """
    )
    assert [comment.body for comment in found] == [
        "About time. The rope is under my bed.",
        "You could tie it to the gate, that would take ten minutes.",
        "Could it be tied by hand?",
    ]


@pytest.mark.xfail(strict=True, reason="of a vote and a text that looks like one, the vote is taken for the text")
def test_a_vote_may_be_all_that_somebody_says() -> None:
    found = comments_of(
        """\
        Comments 3

          • knut 6 March 2014 at 10:14
            +4

            Why not two ropes? With two it would not stick.

            Reply
          • serg 6 March 2014 at 10:32
            +2

            We tried. It sticks in the gate and not in the rope.

            Reply
          • beef 7 March 2014 at 00:02
            0

            +1

            Reply
        """
    )
    assert [comment.body for comment in found][2] == "+1"


def test_who_answers_whom_beside_the_date() -> None:
    found = comments_of(
        """\
        3 comments

        Sepp | March 4, 2014 8:02 AM | Reply

        Green would have been nicer.

        Dr. Ursula Feicht replied to comment from Sepp | March 4, 2014 9:17 AM | Reply

        It was green until 1994, and everybody complained.

        Gerold | March 4, 2014 10:50 PM | Reply

        That explains a lot.
        """
    )
    assert [comment.author for comment in found] == ["Sepp", "Dr. Ursula Feicht", "Gerold"]
    assert found[1].parent == 0


def test_time_first_then_the_name_that_says_something() -> None:
    post = parse_post(
        ARTICLE
        + dedent(
            """\
            2 Comments:

            At 9:12 AM, March 13, 2014, Patrice said…

            Your miller is a national treasure.

            At 10:40 AM, March 13, 2014, stargeezer said…

            So is his wife.

            Post a Comment
            """
        )
    )
    assert [comment.author for comment in post.comments] == ["Patrice", "stargeezer"]
    assert post.comments[0].timestamp is not None
    assert post.comments[0].timestamp.minute == 12


def test_a_number_behind_a_name_that_is_answered() -> None:
    post = parse_post(
        ARTICLE
        + dedent(
            """\
            2 comments

            #1 Pepa 14/03/2014 08:10

            A miller with a head at last.

            #2 Mari 14/03/2014 08:22

            In reply to Pepa (#1)

            And with a wife who has one.
            """
        )
    )
    assert post.nesting is Nesting.MENTIONS
    assert [comment.parent for comment in post.comments] == [None, 0]


def test_a_list_of_latest_comments_by_text_nodes_is_no_thread() -> None:
    assert not comments_of(
        """\
        Comments
        Weber
        on
        The bridge that was painted twice
        : “
        An event which shows what this council is able to do when nobody is looking at it…
        ”
        Nov 1, 11:14
        fan
        on
        A market without fish
        : “
        What matters is that we have a clear course, and above all that the fish is fresh…
        ”
        Nov 1, 10:32
        Kern
        on
        The bus that went by
        : “
        I saw it as well, it was the third time this week that the driver did not…
        ”
        Nov 1, 09:08
        """
    )


def test_a_list_of_titles_under_comments_is_no_thread() -> None:
    assert not comments_of(
        """\
        Popular
        Recent
        Comments
        Samir Dahl
        28/09/2013
        12
        The flour, the bread and the tooth
        Lea Voss
        02/06/2013
        9
        A bridge is painted for the second time
        Hella Laub
        16/10/2013
        8
        Movement on the market square
        Sara Ben
        25/05/2013
        7
        Twelve thousand dates
        """
    )


def test_a_table_of_durations_is_no_thread() -> None:
    assert not comments_of(
        """\
        Name
        Description
        Duration
        Preferences
        This file stores what the visitor has allowed.
        30 days
        comment_author
        These files are needed for adding comments on this site.
        30 days
        wheel_speed
        Used to remember how fast the picture of the wheel turns.
        30 days
        """
    )


def test_a_sentence_that_ends_with_a_date_is_no_head() -> None:
    found = comments_of(
        """\
        2 comments

        Jonas Pohl | March 4, 2014 8:02 AM | Reply

        When was the gate mended?

        Mia Kern | March 5, 2014 9:17 AM | Reply

        My father says that it was mended on May 3, 1999.

        He should know, as he broke it.
        """
    )
    assert [comment.author for comment in found] == ["Jonas Pohl", "Mia Kern"]


def test_bodies_that_are_all_alike_are_still_a_thread() -> None:
    heads = "\n".join(f"user{at} says:\nMay 4, 2014 at 10:{at:02}\n\nText {at}.\n\nReply\n" for at in range(9))
    assert len(comments_of("9 comments\n\n" + heads)) == 9


def test_the_work_on_names_grows_in_proportion() -> None:
    def calls(count: int) -> int:
        counted = 0

        def whole(head: str, rest: str) -> bool:
            nonlocal counted
            counted += 1
            return affixes._whole_beginning(head, rest)

        affixes._shared([f"Name{at}x" for at in range(count)], count * 4 // 5, whole)
        return counted

    assert calls(2_000) <= 12 * calls(200)


def test_somebody_may_say_the_same_twice() -> None:
    found = comments_of(
        """\
        4 Comments

        Tom Oslo says:
        March 14, 2014 at 4:02 pm

        Then your aunt owes me a sack of flour.

        Then your aunt owes me a sack of flour. And a rope, now that I think of it.

        Ann Lee says:
        March 14, 2014 at 5:02 pm

        Come and get it!

        Pia Holm says:
        March 15, 2014 at 7:10 am

        The rope is mine.

        Ben Ost says:
        March 15, 2014 at 8:10 am

        The flour was good.
        """
    )
    assert found[0].paragraphs[0] == "Then your aunt owes me a sack of flour."
    assert len(found[0].paragraphs) == 2


def test_hashes_that_people_typed_stay_where_the_renderer_writes_none() -> None:
    thread = """\
        2 Comments

          1. Tom Oslo says:
            March 14, 2014 at 4:02 pm

            Put this into the file:

            # turn the wheel by night
            wheel = on
            # and rest on Sundays
            rest = sunday

          2. Ann Lee says:
            March 14, 2014 at 5:02 pm

            That works, thank you.
        """
    assert "# turn the wheel by night\nwheel = on\n# and rest on Sundays" in comments_of(thread)[0].body
    rendered = comments_of(thread, f"# {ARTICLE}")
    assert rendered
    assert "#" not in rendered[0].body


def test_what_speaks_of_a_picture_in_a_sentence_is_text() -> None:
    found = comments_of(
        """\
        3 Comments

        Tom Oslo, March 14, 2014 at 4:02 pm

        I went there in June.

        Photo of the wheel is wonderful, and so is the miller.

        Ann Lee, March 14, 2014 at 5:02 pm

        Photo of the gate, please.

        Pia Holm, March 15, 2014 at 7:10 am

        The rope is mine.
        """
    )
    assert [len(comment.paragraphs) for comment in found] == [2, 1, 1]
    assert found[1].body == "Photo of the gate, please."


def test_a_name_between_the_halves_of_a_date_is_the_name_alone() -> None:
    found = comments_of(
        """\
        4 responses

          1. 1 On April 25th, 2017, MrBridge said:

            The ropes were the best of it, and nobody has counted them since.

            posted on April 25th, 2017 at 1:09 pm

          2. 2 On May 7th, 2017, Ann-Kate said:

            I counted them. There are forty, and one that is painted.

            posted on May 7th, 2017 at 2:26 pm

          3. 3 On May 9th, 2017, Oda said:

            Forty-one, then. It always was.

            posted on May 9th, 2017 at 2:48 pm

          4. 4 On October 14th, 2017, MrBridge said:

            Whoever painted it has not said why.

            posted on October 14th, 2017 at 9:31 am
        """
    )
    assert [comment.author for comment in found] == ["MrBridge", "Ann-Kate", "Oda", "MrBridge"]
    assert [comment.timestamp and comment.timestamp.hour for comment in found] == [13, 14, 14, 9]


def test_who_wrote_stands_beside_the_date_as_in_the_other_comments() -> None:
    names = ["Ann", "Bo Lind", "42", "Dora", "#42", "Mr. Lee"]
    texts = ["The gulls have taken the benches.", "So they have.", "All of them.", "Not mine.", "Yours too.", "Well."]
    lines = [
        f"{day}. april 2024 07:4{day} - {name}   \u00b6\n{text} That is what I think of it, at least.\n"
        for day, (name, text) in enumerate(zip(names, texts, strict=True), 1)
    ]
    found = parse_post(ARTICLE + "6 comments\n\n" + "\n".join(lines)).comments
    assert [comment.author for comment in found] == names


def test_a_sign_that_is_left_of_a_head_is_no_text() -> None:
    said_below = "".join(
        f"{name}\n3 May 2019 at 9:1{at}\n{sign}\n{text}\nReply\n"
        for at, (name, sign, text) in enumerate(
            [("Ann", ".", "The gulls are back."), ("Bo", ".", "So they are."), ("Cid", ".", "All of them, I fear.")]
        )
    )
    found = parse_post(ARTICLE + "3 comments\n" + said_below).comments
    assert said(found) == [("Ann", "The gulls are back."), ("Bo", "So they are."), ("Cid", "All of them, I fear.")]


def test_bullets_that_people_typed_stay_where_they_typed_them() -> None:
    found = comments_of(
        """\
        3 Comments

          1. Tom Oslo says:
             March 14, 2014 at 4:02 pm

             Three things are still to be done:
             • mend the sails
             • oil the axle

          2. Ann Lee says:
             March 14, 2014 at 5:02 pm

             That is the whole list, I hope.

             *

             And the rope?

          3. Pia Holm says:
             March 15, 2014 at 7:10 am

             Do you need a hand with the sails?
        """
    )
    assert [comment.body for comment in found[:2]] == [
        "Three things are still to be done:\n• mend the sails\n• oil the axle",
        "That is the whole list, I hope.\n\n*\n\nAnd the rope?",
    ]


def test_links_from_other_pages_below_the_last_comment_are_of_the_thread() -> None:
    found = comments_of(
        """\
        4 Responses

          • Jane Hill says:
            March 4, 2014 at 9:15 am

            The second wheel was paid for by my great-aunt.

            Reply
          • Tom Oslo says:
            March 5, 2014 at 10:15 am

            Then your great-aunt owes me a sack of flour.

            Reply
          • Pingback: The wheels of the valley
          • Pingback: Flour too coarse for cakes

        Leave a Reply
        """
    )
    assert [comment.kind for comment in found] == ["comment", "comment", "pingback", "pingback"]
    assert found[1].body == "Then your great-aunt owes me a sack of flour."
    assert found[3].author == "Flour too coarse for cakes"


def test_a_name_may_be_signs_where_it_says_something() -> None:
    found = comments_of(
        """\
        2 Comments

        ????? says:
        March 4, 2014 at 9:15 am

        The second wheel was paid for by my great-aunt.

        Reply

        Tom Oslo says:
        March 5, 2014 at 10:15 am

        Then your great-aunt owes me a sack of flour.

        Reply
        """
    )
    assert [comment.author for comment in found] == ["?????", "Tom Oslo"]


def test_an_age_in_brackets_below_a_date_says_the_same_moment_once_more() -> None:
    found = comments_of(
        """\
        2 Comments

        Jane Hill
        March 4, 2014
        (15 days ago)

        The second wheel was paid for by my great-aunt.

        Reply

        Tom Oslo
        March 5, 2014
        (14 days ago)

        Then your great-aunt owes me a sack of flour.

        Reply
        """
    )
    assert said(found) == [
        ("Jane Hill", "The second wheel was paid for by my great-aunt."),
        ("Tom Oslo", "Then your great-aunt owes me a sack of flour."),
    ]
    assert [comment.timestamp_text for comment in found] == ["March 4, 2014", "March 5, 2014"]
