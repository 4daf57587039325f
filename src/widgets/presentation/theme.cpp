// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/presentation/theme.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_systemWasDark(ChartPalette::forWidgetPalette(QApplication::palette()).isDark)
    , m_palette(ChartPalette::forWidgetPalette(QApplication::palette()))
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (m_mode == Mode::System)
            apply();
    });
#endif
}

bool Theme::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    return m_systemWasDark;
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    apply();
}

void Theme::apply()
{
    const bool dark = m_mode == Mode::System ? systemIsDark() : m_mode == Mode::Dark;
    m_palette = dark ? ChartPalette::dark() : ChartPalette::light();
    if (QApplication::style()->name().compare("fusion"_L1, Qt::CaseInsensitive) != 0)
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(widgetPalette(m_palette));
    qApp->setStyleSheet(styleSheet(m_palette));
    Q_EMIT changed(m_palette);
}

QColor Theme::legible(const QColor &color, const QColor &background, const QColor &text)
{
    constexpr double wanted = 4.5; // WCAG 2.1, AA
    constexpr double step = 0.05;
    QColor result = color;
    for (double share = step; share < 1.0 && contrastRatio(result, background) < wanted;
         share += step)
        result = mixed(color, text, share);
    return result;
}

QPalette Theme::widgetPalette(const ChartPalette &colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.panel);
    palette.setColor(QPalette::AlternateBase, colors.window);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::Button, colors.panel);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.lossMark);
    palette.setColor(QPalette::ToolTipBase, colors.panel);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.secondaryText);
    palette.setColor(QPalette::Highlight, colors.selection);
    palette.setColor(QPalette::HighlightedText, colors.text);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    palette.setColor(QPalette::Light, mixed(colors.panel, colors.text, 0.04));
    palette.setColor(QPalette::Midlight, colors.grid);
    palette.setColor(QPalette::Mid, colors.line);
    palette.setColor(QPalette::Dark, mixed(colors.line, colors.text, 0.25));
    palette.setColor(QPalette::Shadow, mixed(colors.window, QColor(Qt::black), 0.5));
    const QColor disabled = mixed(colors.panel, colors.secondaryText, 0.7);
    palette.setColor(QPalette::Disabled, QPalette::WindowText, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Text, disabled);
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, colors.grid);
    return palette;
}

QString Theme::styleSheet(const ChartPalette &colors)
{
    static const QString sheet = uR"(
QMainWindow > QWidget#centralWidget { background: @window; }
QMenuBar { background: @panel; border-bottom: 1px solid @line; padding: 1px 4px; }
QMenuBar::item { padding: 4px 8px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @selection; color: @text; }
QToolBar { background: @panel; border: none; border-bottom: 1px solid @line; padding: 5px 8px; spacing: 6px; }
QStatusBar { background: @panel; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QFrame[card="true"] { background: @panel; border: 1px solid @line; border-radius: 6px; }
QLabel[heading="true"] { font-weight: 600; }
QLabel[secondary="true"] { color: @secondary; }
QToolButton[flat="true"] { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 1px 6px; color: @secondary; }
QToolButton[flat="true"]:hover { background: @selection; color: @text; }
QToolButton[flat="true"]:checked { background: @selection; color: @text; border-color: @accent; }
QToolButton[flat="true"]:focus { border-color: @accent; }
QToolButton[flat="true"]:checked:focus { border-color: @text; }
QToolButton[boxed="true"], QPushButton { background: @panel; color: @text; border: 1px solid @line; border-radius: 4px; padding: 3px 8px; min-height: 18px; }
QToolButton[compact="true"] { padding: 2px 3px; min-height: 16px; }
QToolButton[boxed="true"]:hover, QPushButton:hover { border-color: @hover; background: @raised; }
QToolButton[boxed="true"]:pressed, QPushButton:pressed { background: @selection; }
QToolButton[boxed="true"]:checked { background: @selection; border-color: @accent; }
QToolButton[boxed="true"]:focus, QPushButton:focus { border-color: @accent; }
QToolButton[boxed="true"]:checked:focus { border-color: @text; }
QToolButton[boxed="true"]:disabled, QPushButton:disabled { color: @disabled; }
QToolButton[boxed="true"]::menu-indicator { image: none; }
QToolButton[primary="true"], QPushButton[primary="true"], QPushButton:default { background: @accent; color: @onAccent; border: 1px solid @accent; border-radius: 4px; padding: 3px 10px; min-height: 18px; }
QPushButton:default { padding: 3px 8px; }
QToolButton[primary="true"]:hover, QPushButton[primary="true"]:hover, QPushButton:default:hover { background: @accentHover; border-color: @accentHover; }
QToolButton[primary="true"]:focus, QPushButton[primary="true"]:focus, QPushButton:default:focus { border-color: @text; }
QToolButton[primary="true"]:disabled, QPushButton[primary="true"]:disabled, QPushButton:default:disabled { background: @raised; color: @disabled; border-color: @line; }
QLineEdit, QPlainTextEdit { background: @window; border: 1px solid @line; border-radius: 4px; padding: 3px 6px; min-height: 18px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QPlainTextEdit:focus { border-color: @accent; }
QDialog QLineEdit, QDialog QPlainTextEdit { background: @panel; }
QCheckBox::indicator:unchecked, QTreeView::indicator:unchecked { width: 12px; height: 12px; background: @panel; border: 1px solid @hover; border-radius: 3px; }
QHeaderView { background: @panel; }
QHeaderView::section { background: @panel; color: @secondary; border: none; border-bottom: 1px solid @line; padding: 3px 6px; }
QHeaderView::section:hover { color: @text; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 8px; height: 8px; }
QTreeView, QTableView { background: @panel; border: none; outline: none; selection-background-color: @selection; selection-color: @text; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { qproperty-drawBase: 0; background: transparent; }
QTabBar::tab { background: transparent; color: @secondary; padding: 6px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @line; }
QFrame#messageBar { background: @warning; border: none; border-bottom: 1px solid @line; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @handle; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: @panel; color: @text; border: 1px solid @line; padding: 3px 5px; }
QMenu { background: @panel; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 4px 22px 4px 22px; border-radius: 3px; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
)"_s;
    // Longer names first, where one is the beginning of another.
    const std::array colorsByName{
            std::pair{"@accentHover"_L1, mixed(colors.accent, colors.text, 0.15)},
            std::pair{"@accent"_L1, colors.accent},
            std::pair{"@onAccent"_L1, colors.readableOn(colors.accent)},
            std::pair{"@window"_L1, colors.window},
            std::pair{"@warning"_L1, mixed(colors.panel, colors.late, 0.22)},
            std::pair{"@panel"_L1, colors.panel},
            std::pair{"@raised"_L1, mixed(colors.panel, colors.text, 0.04)},
            std::pair{"@line"_L1, colors.line},
            std::pair{"@handle"_L1, mixed(colors.line, colors.text, 0.12)},
            std::pair{"@hover"_L1, mixed(colors.line, colors.text, 0.3)},
            std::pair{"@selection"_L1, colors.selection},
            std::pair{"@secondary"_L1, colors.secondaryText},
            std::pair{"@disabled"_L1, mixed(colors.panel, colors.secondaryText, 0.7)},
            std::pair{"@text"_L1, colors.text},
    };
    QString result = sheet;
    for (const auto &[name, color] : colorsByName)
        result.replace(name, color.name());
    return result;
}

} // namespace heartline
