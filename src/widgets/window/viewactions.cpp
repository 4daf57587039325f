// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/viewactions.h"

#include "ui_mainwindow.h"
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "widgets/settings/windowsettings.h"
#include "widgets/wall/wallpanel.h"
#include "widgets/wall/wallview.h"

#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>

#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

ViewActions::ViewActions(Ui::MainWindow &ui, Theme &theme, Language &language, QMainWindow *window)
    : QObject(window)
    , m_ui(ui)
    , m_theme(theme)
    , m_language(language)
    , m_window(window)
{
    connectActions();
    setUpWall();
    setUpAppearanceMenus();
    retranslate();
}

void ViewActions::connectActions()
{
    ConnectionsPanel *connections = m_ui.connections;
    connect(m_ui.worstFirst, &QAction::triggered, connections, &ConnectionsPanel::sortWorstFirst);
    connect(m_ui.profileOrder, &QAction::triggered, connections,
            &ConnectionsPanel::sortAsInProfiles);
    connect(m_ui.showWall, &QAction::toggled, this, &ViewActions::setWall);
    m_ui.showCharts->setChecked(true);
    m_ui.showTabs->setChecked(true);
    connect(m_ui.showCharts, &QAction::toggled, this, &ViewActions::updateRight);
    connect(m_ui.showTabs, &QAction::toggled, this, &ViewActions::updateRight);
    connect(m_ui.fullScreen, &QAction::toggled, this, [this](bool full) {
        m_window->setWindowState(m_window->windowState().setFlag(Qt::WindowFullScreen, full));
    });
}

std::array<QAction *, 4> ViewActions::tileSizes() const
{
    // In the order of WallLayout::Size.
    return {m_ui.tilesFit, m_ui.tilesSmall, m_ui.tilesMedium, m_ui.tilesLarge};
}

void ViewActions::setUpWall()
{
    WallPanel &panel = m_ui.connections->wall();
    panel.setActions(m_ui.wallByGroup, m_ui.tileSizeMenu);
    WallView *view = &panel.view();
    connect(m_ui.wallByGroup, &QAction::toggled, view, [view](bool byGroup) {
        view->setArrangement(byGroup ? WallTiles::Arrangement::ByGroup
                                     : WallTiles::Arrangement::Together);
    });
    auto *group = new QActionGroup(this);
    const auto actions = tileSizes();
    for (std::size_t size = 0; size < actions.size(); ++size) {
        group->addAction(actions[size]);
        connect(actions[size], &QAction::toggled, view, [view, size](bool isOn) {
            if (isOn)
                view->setTileSize(static_cast<WallLayout::Size>(size));
        });
    }
    showWallActions(false);
}

void ViewActions::showWallActions(bool wall)
{
    m_ui.wallByGroup->setEnabled(wall);
    m_ui.tileSizeMenu->setEnabled(wall);
}

void ViewActions::setWall(bool wall)
{
    showWallActions(wall);
    if (wall == m_ui.connections->isWall())
        return;
    m_shares[wall ? 0 : 1] = m_ui.mainSplitter->saveState();
    m_ui.connections->setWall(wall);
    const QByteArray &share = m_shares[wall ? 1 : 0];
    if (!share.isEmpty()) {
        m_ui.mainSplitter->restoreState(share);
    } else {
        const int width = m_window->width();
        m_ui.mainSplitter->setSizes({width * 3 / 5, width * 2 / 5}); // a wall wants to be wide
    }
}

void ViewActions::updateRight()
{
    m_ui.chartsSplitter->setVisible(m_ui.showCharts->isChecked());
    m_ui.tabsCard->setVisible(m_ui.showTabs->isChecked());
    m_ui.rightBox->setVisible(m_ui.showCharts->isChecked() || m_ui.showTabs->isChecked());
}

void ViewActions::setUpAppearanceMenus()
{
    // The choice is looked up when a menu opens: it is made in other places too. It is kept when it
    // is made, since the one of the command line is for one run only.
    const auto choose = [this](QMenu *menu, const std::vector<QAction *> &actions, auto current,
                               auto chosen) {
        auto *group = new QActionGroup(this);
        for (std::size_t value = 0; value < actions.size(); ++value) {
            group->addAction(actions[value]);
            connect(actions[value], &QAction::triggered, this,
                    [chosen, value] { chosen(static_cast<int>(value)); });
        }
        connect(menu, &QMenu::aboutToShow, this, [actions, current] {
            actions[static_cast<std::size_t>(current())]->setChecked(true);
        });
    };
    choose(
            m_ui.themeMenu, {m_ui.themeSystem, m_ui.themeLight, m_ui.themeDark},
            [this] { return m_theme.mode(); },
            [this](int value) {
                m_theme.setMode(static_cast<Theme::Mode>(value));
                WindowSettings::saveTheme(m_theme.mode());
            });
    choose(
            m_ui.languageMenu, {m_ui.languageSystem, m_ui.languageEnglish, m_ui.languageChinese},
            [this] { return m_language.choice(); },
            [this](int value) {
                m_language.setChoice(static_cast<Language::Choice>(value));
                WindowSettings::saveLanguage(m_language.choice());
            });
}

void ViewActions::retranslate()
{
    // A language is named in itself, whatever the window's is.
    m_ui.languageEnglish->setText(u"English"_s);
    m_ui.languageChinese->setText(u"简体中文"_s);
    // What stands in the menu may carry its mnemonic in brackets; a button needs none.
    m_ui.worstFirst->setIconText(tr("Worst first"));
    m_ui.showWall->setIconText(tr("Wall"));
    m_ui.wallByGroup->setIconText(tr("By group"));
}

void ViewActions::restore(const WindowSettings &settings)
{
    m_ui.mainSplitter->restoreState(settings.mainSplitter);
    m_shares = {settings.mainSplitter, settings.wallSplitter};
    m_ui.wallByGroup->setChecked(settings.wallByGroup);
    tileSizes()[static_cast<std::size_t>(settings.wallTileSize)]->setChecked(true);
    m_ui.showWall->setChecked(settings.showWall);
    m_ui.showCharts->setChecked(settings.showCharts);
    m_ui.showTabs->setChecked(settings.showTabs);
}

void ViewActions::save(WindowSettings &settings) const
{
    const bool isWall = m_ui.connections->isWall();
    const QByteArray shown = m_ui.mainSplitter->saveState();
    settings.mainSplitter = isWall ? m_shares[0] : shown;
    settings.wallSplitter = isWall ? shown : m_shares[1];
    settings.showWall = isWall;
    const WallView &view = m_ui.connections->wall().view();
    settings.wallByGroup = view.arrangement() == WallTiles::Arrangement::ByGroup;
    settings.wallTileSize = view.tileSize();
    settings.showCharts = m_ui.showCharts->isChecked();
    settings.showTabs = m_ui.showTabs->isChecked();
}

} // namespace heartline
