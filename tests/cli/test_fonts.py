"""The font comes by hash or not at all, and nothing fails without it."""

import base64
import hashlib
import io
import tarfile

import pytest

from kelisim.cli import fonts
from kelisim.cli.fonts import File, Font, NoFont

LETTERS = b"not really a font"


def archive(content=LETTERS):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        member = tarfile.TarInfo("package/a.woff2")
        member.size = len(content)
        tar.addfile(member, io.BytesIO(content))
    return out.getvalue()


def font(whole):
    file = File(
        name="a.woff2",
        member="package/a.woff2",
        sha256=hashlib.sha256(LETTERS).hexdigest(),
        range="U+0400-045F",
    )
    sha512 = base64.b64encode(hashlib.sha512(whole).digest()).decode()
    return Font(family="A", package="@x/a", version="1.0.0", sha512=sha512, weight="400 900", files=(file,))


@pytest.fixture
def served(monkeypatch):
    """An archive where the network would be."""

    def serve(whole, wanted=None):
        monkeypatch.setattr(fonts, "locked", lambda: [font(wanted or whole)])
        monkeypatch.setenv("npm_config_registry", "https://registry.example")
        monkeypatch.setattr(fonts.urllib.request, "urlopen", lambda *_, **__: io.BytesIO(whole))

    return serve


def test_the_lock_names_the_four_subsets_of_one_font():
    assert [(font.family, len(font.files)) for font in fonts.locked()] == [("Golos Text", 4)]


def test_a_font_that_fits_its_lock_is_laid_out_with_its_rule(served, tmp_path):
    served(archive())
    assert fonts.lay_out(tmp_path) == "fonts ready"
    assert (tmp_path / "fonts/a.woff2").read_bytes() == LETTERS
    assert (tmp_path / "fonts/fonts.css").read_text() == (
        '@font-face { font-family: "A"; font-style: normal; font-weight: 400 900; font-display: swap; '
        'src: url("a.woff2") format("woff2"); unicode-range: U+0400-045F; }\n'
    )


def test_a_second_layout_asks_nobody(served, tmp_path, monkeypatch):
    served(archive())
    fonts.lay_out(tmp_path)
    monkeypatch.setattr(fonts, "_fetch", lambda font: pytest.fail("it asked again"))
    assert fonts.lay_out(tmp_path) == "fonts ready"


@pytest.mark.parametrize(
    ("whole", "wanted", "reason"),
    [
        (archive(), b"another", "the archive is another than the one in locks/assets.lock"),
        (archive(b"swapped"), None, "a.woff2 is another than the one in locks/assets.lock"),
    ],
)
def test_a_font_that_does_not_fit_is_left_out_with_a_sentence(served, tmp_path, whole, wanted, reason):
    served(whole, wanted)
    assert fonts.lay_out(tmp_path) == f"A left out: {reason}. Pages use the reader's own fonts."
    assert (tmp_path / "fonts/fonts.css").read_text() == ""


def test_without_network_or_npm_the_page_has_the_readers_font(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "_npmrc", lambda key: "")
    monkeypatch.setattr(fonts.shutil, "which", lambda name: None)
    reason = "no npm and no .npmrc on this machine says where packages are"
    assert fonts.lay_out(tmp_path) == f"Golos Text left out: {reason}. Pages use the reader's own fonts."
    assert (tmp_path / "fonts/fonts.css").read_text() == ""


def test_npms_own_files_are_read_as_npm_reads_them(monkeypatch, tmp_path):
    monkeypatch.delenv("npm_config_registry", raising=False)
    monkeypatch.delenv("NPM_CONFIG_REGISTRY", raising=False)
    monkeypatch.setattr(fonts.Path, "home", lambda: tmp_path)
    (tmp_path / ".npmrc").write_text("fund=false\nregistry = https://packages.example/npm/\n")
    assert fonts._address() == "https://packages.example/npm"


def test_an_address_that_is_no_web_address_is_refused(monkeypatch):
    monkeypatch.setenv("npm_config_registry", "file:///etc")
    with pytest.raises(NoFont):
        fonts._fetch(font(b""))
