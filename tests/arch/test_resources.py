"""Every bundled resource has its source and licence, travels along, and can be found."""

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from qz_review.assets import Face, font_path, resource_path, resources_root
from qz_review.errors import Environment

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"


def bundled() -> list[str]:
    """Every file below resources/, as a path relative to it."""
    files = (path for path in RESOURCES.rglob("*") if path.is_file())
    return sorted(path.relative_to(RESOURCES).as_posix() for path in files)


def test_every_resource_is_named_in_the_list_of_licences() -> None:
    """By its own name, or (icons, texts of our own or of the state) by its folder."""
    text = (RESOURCES / "LICENSES.md").read_text(encoding="utf-8")
    folders = re.findall(r"resources/((?:icons|checklists|models|rule|samples)/)", text)
    nameless = [
        name
        for name in bundled()
        if name != "LICENSES.md"
        and not name.startswith(tuple(folders))
        and Path(name).name not in text
    ]
    assert nameless == []


def test_an_installation_takes_every_resource_along() -> None:
    """The data files of pyproject leave no resource out and name its folder rightly."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rooms = data["tool"]["setuptools"]["data-files"]
    prefix = "share/qz-review/"
    for name in bundled():
        folder = prefix + Path("resources", name).parent.as_posix()
        patterns = rooms.get(folder, [])
        assert any(fnmatch(f"resources/{name}", pattern) for pattern in patterns), name
    taken = [path for patterns in rooms.values() for p in patterns for path in ROOT.glob(p)]
    assert [path for path in taken if path.is_dir()] == []  # a folder would break the build


@pytest.mark.parametrize("face", list(Face))
def test_a_face_is_a_truetype_font_of_its_own_family(face: Face) -> None:
    """Glyf outlines (the PDF needs them), our family name, weight, and digits of one width."""
    with TTFont(font_path(face)) as font:
        assert "glyf" in font
        assert font["name"].getDebugName(1) == face.family
        assert font["name"].getDebugName(2) == ("Bold" if face.bold else "Regular")
        assert font["OS/2"].usWeightClass == (700 if face.bold else 400)
        assert "Open Font License" in font["name"].getDebugName(13)
        characters = font.getBestCmap()
        assert len({font["hmtx"][characters[ord(digit)]][0] for digit in "0123456789"}) == 1


@pytest.mark.parametrize("face", [face for face in Face if face is not Face.MONO])
def test_a_chinese_face_has_gb2312_and_the_signs_of_the_sheets(face: Face) -> None:
    """No box stands for a character in a name, a date, a file number or a mark."""
    with TTFont(font_path(face)) as font:
        has = set(font.getBestCmap())
    standard = (ROOT / "tools" / "standard_characters.txt").read_text(encoding="utf-8")
    wanted = {*"〔〕〇①⑳⑪→←↑↓✓✕✗☐☑◆▲△○—·“”…×№℃￥｜─│┌", *standard.split()}
    wanted |= {
        bytes((lead, trail)).decode("gb2312")
        for lead in range(0xB0, 0xF8)
        for trail in range(0xA1, 0xFF if lead != 0xD7 else 0xFA)
    }
    assert {c for text in wanted for c in text if ord(c) not in has} == set()


def test_the_serif_face_has_every_chinese_character_of_gbk() -> None:
    """Traditional and rare characters of quotations print as well."""
    with TTFont(font_path(Face.SERIF)) as font:
        has = set(font.getBestCmap())
    assert {chr(point) for point in range(0x4E00, 0x9FA6) if point not in has} == set()


def test_the_fonts_stay_small() -> None:
    """All faces together stay under 26 MB."""
    assert sum(font_path(face).stat().st_size for face in Face) < 26_000_000


def test_a_bundle_finds_its_resources_below_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A packed application looks nowhere else."""
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "LICENSES.md").write_text("-", encoding="utf-8")
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    resources_root.cache_clear()
    try:
        assert resources_root() == tmp_path / "resources"
        with pytest.raises(Environment) as refused:
            font_path(Face.KAI)
    finally:
        resources_root.cache_clear()
    assert refused.value.code == "assets.missing"
    assert refused.value.facts["name"] == "fonts/QZKai-Regular.ttf"


def test_an_installed_tree_finds_its_resources_below_the_prefix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wheel puts them under share/qz-review."""
    folder = tmp_path / "share" / "qz-review" / "resources"
    folder.mkdir(parents=True)
    (folder / "LICENSES.md").write_text("-", encoding="utf-8")
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    monkeypatch.setattr("qz_review.assets.__file__", str(tmp_path / "lib" / "x" / "assets.py"))
    resources_root.cache_clear()
    try:
        assert resources_root() == folder
        assert resource_path("LICENSES.md").read_text(encoding="utf-8") == "-"
    finally:
        resources_root.cache_clear()
