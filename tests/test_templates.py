"""The operator's own words: what works is used, what does not is refused, and nothing gets out of the sandbox."""

from __future__ import annotations

import pytest
from telling import GLORY
from test_wording import news

from config.model import Config, Subscriber, Templates, Watch
from notifier.composing import reader
from notifier.model import AlertKind
from notifier.wording import tell


def told(one=None, **templates):
    who = Subscriber(name="me", email="me@example.org")
    config = Config(
        watches=(Watch(key="the-glory", name="The Glory"),),
        subscribers=(who,),
        templates=Templates(**templates),
    )
    return tell(AlertKind.INSTANT, (one or news(),), reader(who, config))


def test_a_template_takes_the_place_of_the_programs_words():
    message = told(
        subject="[{{ changes[0].title }}] {{ changes[0].old }} & {{ changes[0].new }}", short="{{ why }}"
    )
    assert message.subject == "[The Glory] December 2022 & 30 December 2022"
    assert message.short == "You get this because you follow all titles (if at least reported)."
    assert "premiere" not in message.subject
    assert "was  December 2022" in message.text  # what has no template stays


def test_in_html_every_value_is_escaped_and_in_text_none():
    bait = news(quote='<script>alert("1")</script> & @everyone')
    message = told(bait, html="<p>{{ changes[0].quote }}</p>", text="{{ changes[0].quote }}")
    assert message.html == "<p>&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; @everyone</p>"
    assert message.text == '<script>alert("1")</script> & @everyone'
    assert "@everyone" not in message.chat


def test_a_template_cannot_break_the_subject_line():
    assert told(subject="a\r\nBcc: x\r\n{{ subject }}").subject.startswith("a Bcc: x The Glory")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("{{ changes[0].nothing }}", "fails: .*nothing"),
        ("{{ unknown }}", "fails: .*unknown"),
        ("{% if %}", "fails in line 1"),
        ("{{ changes[7].title }}", "fails"),
        ("{{ 1 / 0 }}", "fails: division by zero"),
        ("{# nothing #}", "makes an empty message"),
        ("{% include 'config.toml' %}", "fails"),
        ("{% for i in range(1000000000) %}x{% endfor %}", "fails: Range too big"),
        ("{{ 'x' * 10 ** 7 }}", "fails: a product is too large"),
        ("{{ [1] * (10 ** 7) }}", "fails: a product is too large"),
        ("{{ 9 ** 99999 }}", "fails: a product is too large"),
        ("{{ changes.append(1) }}", "fails"),
        ("{{ ''.__class__.__mro__ }}", "fails"),
        ("{{ subject.__init__.__globals__ }}", "fails"),
        ("{{ self.__init__.__globals__.__builtins__ }}", "fails"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "fails"),
        ("{{ lipsum.__globals__['os'].popen('id').read() }}", "fails"),
        ("{{ ().__class__.__bases__[0].__subclasses__() }}", "fails"),
        ("{{ '%s'.format.__globals__ }}", "fails"),
        ("{{ subject|attr('__class__') }}", "fails"),
        ("{{ '{0.__class__}'.format(subject) }}", "fails"),
    ],
)
@pytest.mark.parametrize("name", ["subject", "html"])
def test_a_template_that_fails_or_reaches_out_is_refused_where_the_file_is_read(name, source, why):
    with pytest.raises(ValueError, match=why):
        Templates(**{name: source})


def test_what_fails_on_a_message_leaves_the_programs_words():
    source = "{% if changes[0].new == '30 December 2022' %}ok{% else %}{{ nothing }}{% endif %}"
    message = told(news("2024"), subject=source)
    assert message.subject == "The Glory: release date now 2024 (was December 2022)"


def test_a_template_that_never_ends_is_cut():
    loops = "{% for a in range(9999) %}{% for b in range(9999) %}xxxxxxxxxx{% endfor %}{% endfor %}"
    text = told(text=loops).text
    assert len(text) == 20_000
    assert text.endswith("x…")


def test_half_a_page_is_none():
    page = "<p>{% for a in range(9999) %}{% for b in range(99) %}x{% endfor %}{% endfor %}</p>"
    with pytest.raises(ValueError, match="makes a page of more than 200000 characters"):
        Templates(html=page)


def test_a_template_may_multiply():
    assert told(subject="{{ '-' * 3 }} {{ 2 ** 5 }} {{ 1.5 * 2 }}").subject == "--- 32 3.0"


def test_why_it_comes_is_a_whole_sentence_in_each_language():
    def why(language, **wishes):
        who = Subscriber(name="me", email="me@example.org", language=language, **wishes)
        return reader(who, Config(watches=(GLORY,), subscribers=(who,))).why

    some = {"titles": ("the-glory",), "fields": ("release_date",), "minimum": "official"}
    assert (
        why("en", **some) == "You get this because you follow The Glory (release date, if at least official)."
    )
    assert why("ko", **some) == "더 글로리를 구독하고 있어 이 메시지를 받습니다 (공개일, 공식 이상)."
    assert why("en", minimum="rumoured") == "You get this because you follow all titles."
