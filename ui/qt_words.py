"""Qt's own words in Chinese: file dialogs, the menu of a field (撤销, 剪切, 复制)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator


def speak_chinese(qt: QCoreApplication) -> bool:
    """Load the translation that lies in Qt's wheel; False where it does not.

    Not for the first window, which has none of these words: reading it takes longer than painting.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))  # for the dates
    translator = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load("qtbase_zh_CN", folder) and qt.installTranslator(translator)
