"""The one style sheet, on top of Fusion. Sizes follow from the body text's."""

from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[role="page"] { background: $bg; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 6px; }

QLabel { background: transparent; }
QMessageBox QLabel#qt_msgbox_label { min-width: ${dialog}px; font-size: ${card}px; }
QMessageBox QLabel#qt_msgbox_informativelabel { min-width: ${dialog}px; color: $muted; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 700; }
QLabel[role="card_title"] { font-size: ${card}px; font-weight: 700; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}px; }
QLabel[role="problem"] { color: $red; }
QLabel[role="tag"] { background: $raised; border: 1px solid $line; border-radius: 4px; padding: 2px 6px; }
QLabel[role="number"] { font-size: ${number}px; font-weight: 700; }

QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[role="row"] { background: transparent; border: none; border-bottom: 1px solid $line; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QAbstractScrollArea { background: $surface; border: 1px solid $line; border-radius: 4px; }
QLineEdit, QComboBox, QPlainTextEdit, QSpinBox, QDateEdit, QTextEdit {
  background: $surface; border: 1px solid $border; border-radius: 4px; padding: 1px 8px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: ${inner}px; }
QPlainTextEdit, QTextEdit { padding: 5px 7px; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
  border: 2px solid $accent; padding: 0px 7px;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 4px 6px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $raised; color: $muted; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border: 2px solid $red; padding: 0px 7px; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; padding: 2px;
  selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${inner}px; padding: 0 6px; }

QPushButton {
  background: $surface; border: 1px solid $border; border-radius: 4px;
  padding: 1px 14px; min-height: ${inner}px; color: $text;
}
QPushButton:hover { background: $raised; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 0px 13px; }
QPushButton:disabled { color: $muted; border-color: $line; background: $raised; }
QPushButton::menu-indicator { image: url("$arrow"); width: 10px; height: 10px;
  subcontrol-origin: padding; subcontrol-position: right center; right: 6px; }
QPushButton[role="primary"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 700; }
QPushButton[role="primary"]:hover { background: $text; color: $surface; border-color: $text; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $raised; color: $muted; border-color: $line; }
QPushButton[role="flat"] { background: transparent; border-color: transparent; color: $accent; padding: 1px 8px; }
QPushButton[role="flat"]:hover { background: $accent_soft; }
QPushButton[role="flat"]:focus { border: 2px solid $accent; padding: 0px 7px; }
QPushButton[role="line"] { background: transparent; border: 2px solid transparent; border-radius: 4px; padding: 0px; }
QPushButton[role="line"]:hover { background: $raised; }
QPushButton[role="line"]:focus { border: 2px solid $accent; }
QPushButton[role="chip"] { border-radius: ${chip}px; padding: 1px 12px; min-height: ${chip_inner}px; }
QPushButton[role="chip"]:checked { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[role="chip"]:focus { border: 2px solid $accent; padding: 0px 11px; }
QPushButton[role="chip"]:checked:focus { border: 2px solid $text; }

QLabel[role="kiosk_title"] { font-size: 24px; font-weight: 700; }
QLabel[role="kiosk"] { font-size: 22px; }
QLabel[role="kiosk_small"] { font-size: 20px; color: $muted; }
QLineEdit[role="kiosk"] { font-size: 24px; min-height: 48px; }
QPushButton[role="kiosk"], QPushButton[role="kiosk_main"] {
  font-size: 20px; min-height: 52px; border: 2px solid $border; border-radius: 6px; padding: 0px 20px;
  outline: none;
}
QPushButton[role="kiosk"]:checked, QPushButton[role="kiosk_main"] {
  background: $accent; border-color: $accent; color: $on_accent;
}
QPushButton[role="kiosk_main"] { font-weight: 700; }
QPushButton[role="kiosk"]:focus { border: 3px solid $accent; padding: 0px 19px; }
QPushButton[role="kiosk"]:checked:focus, QPushButton[role="kiosk_main"]:focus { border: 3px solid $text; }
QPushButton[role="kiosk"]:disabled, QPushButton[role="kiosk_main"]:disabled {
  background: $raised; border-color: $line; color: $muted; font-weight: 400;
}
QPushButton[role="kiosk_quiet"] {
  font-size: 20px; min-height: 46px; background: transparent; border: 2px solid transparent; color: $muted;
  outline: none;
}
QPushButton[role="kiosk_quiet"]:focus { border: 2px solid $accent; }

QPushButton[role="rail"] {
  background: transparent; border: 2px solid transparent; border-radius: 4px; text-align: left;
  padding: 0px 8px; min-height: ${rail}px; font-weight: 400;
}
QPushButton[role="rail"]:hover { background: $accent_soft; }
QPushButton[role="rail"]:checked { background: $accent_soft; color: $accent; font-weight: 700; }
QPushButton[role="rail"]:focus { border: 2px solid $accent; }
QPushButton[narrow="true"] { padding: 0px; text-align: center; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px;
  min-width: 24px; min-height: 24px; }
QToolButton:hover { background: $accent_soft; }
QToolButton:focus { border: 2px solid $accent; padding: 2px; }

QFrame[role="rail_frame"] { background: $raised; border: none; border-right: 1px solid $line; }
QFrame[role="top_bar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[role="action_bar"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[role="status"] { background: $raised; border: none; border-top: 1px solid $line; }
QFrame[role="status"] QLabel { color: $muted; font-size: ${small}px; }

QFrame[role="bar_info"] { background: $on_blue; border: 1px solid $blue; border-radius: 4px; }
QFrame[role="bar_warn"] { background: $on_yellow; border: 1px solid $yellow; border-radius: 4px; }
QFrame[role="bar_problem"] { background: $on_red; border: 1px solid $red; border-radius: 4px; }
QFrame[role="toast"] { background: $text; border: none; border-radius: 6px; }
QFrame[role="toast"] QLabel { color: $surface; }
QFrame[role="toast"] QPushButton { background: transparent; color: $surface; border: 1px solid $surface; }
QFrame[role="toast"] QPushButton:focus { border: 2px solid $surface; }
QFrame[role="popup"] { background: $surface; border: 1px solid $border; border-radius: 4px; }

QScrollArea, QScrollArea > QWidget > QWidget[role="page"] { background: transparent; border: none; }
QTableView, QListView, QTreeView {
  alternate-background-color: $bg; selection-background-color: $accent_soft; selection-color: $text;
  gridline-color: $line; outline: none;
}
QTableView:focus, QListView:focus, QTreeView:focus, QScrollArea:focus { border: 2px solid $accent; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid $line; }
QTableView::item:selected, QListView::item:selected { background: $accent_soft; color: $text; }
QListView::item { min-height: ${inner}px; padding: 0 8px; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 6px 8px; font-weight: 400; }

QTabBar::tab { background: transparent; padding: 6px 14px; border: none; border-bottom: 2px solid transparent;
  color: $muted; min-height: 24px; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 700; }
QTabBar::tab:focus { background: $accent_soft; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; background: transparent; }
QCheckBox::indicator, QListView::indicator, QRadioButton::indicator {
    width: 16px; height: 16px; border: 1px solid $border;
  background: $surface; }
QCheckBox::indicator, QListView::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QListView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$check"); }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; background: $on_accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; text-decoration: underline; }
QProgressBar { background: $raised; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; min-height: 20px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
""")


def sheet(colours: Mapping[str, str], body: int, *, arrow: str, check: str) -> str:
    """Return the style sheet for the colours and the body text's size in logical pixels.

    ``arrow`` and ``check`` are the files of the two small marks: a style sheet can take them from nowhere
    else.
    """
    control = max(32, round(body * 2.3))
    return _SHEET.substitute(
        colours,
        title=body + 6,
        card=body + 2,
        number=body + 10,
        dialog=body * 22,
        small=max(12, body - 2),
        inner=control - 4,
        chip=control // 2 - 1,
        chip_inner=control - 6,
        rail=control - 2,
        arrow=arrow,
        check=check,
    )
