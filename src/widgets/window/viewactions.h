// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

#include <array>

class QAction;
class QMainWindow;

namespace heartline {

class Language;
class Theme;
struct WindowSettings;
namespace Ui {
class MainWindow;
}

/// The View menu: table or wall, order, what is shown beside them, theme and language. GUI thread.
class ViewActions : public QObject {
    Q_OBJECT

public:
    /// All must outlive this.
    ViewActions(Ui::MainWindow &ui, Theme &theme, Language &language, QMainWindow *window);

    /// The language has changed.
    void retranslate();
    void restore(const WindowSettings &settings);
    void save(WindowSettings &settings) const;

private:
    void connectActions();
    void setUpAppearanceMenus();
    void setUpWall();
    void showWallActions(bool wall);
    void setWall(bool wall);
    std::array<QAction *, 4> tileSizes() const;
    void updateRight();

    Ui::MainWindow &m_ui;
    Theme &m_theme;
    Language &m_language;
    QMainWindow *m_window;
    /// How table and wall each share the width with the charts; that of the shown one is in the
    /// splitter.
    std::array<QByteArray, 2> m_shares;
};

} // namespace heartline
