from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme.theme import Theme, ThemeMode, current_theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    found = current_theme()
    found.apply(qapp)
    found.set_mode(ThemeMode.LIGHT)
    found.set_reduced_motion(True)
    yield found
    found.set_mode(ThemeMode.LIGHT)
    found.set_text_scale(100)
    found.set_high_contrast(False)
