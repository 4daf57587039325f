// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timewindow.h"
#include "charts/walllayout.h"
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"

#include <QByteArray>
#include <QSize>
#include <QStringList>

namespace heartline {

/// What the window remembers from one start to the next, in QSettings.
struct WindowSettings {
    static constexpr QSize DefaultSize{1280, 800};

    /// More selected connections are not remembered.
    static constexpr std::size_t MaximumSelection = 1'000;

    QByteArray geometry;
    QByteArray mainSplitter; ///< With the table.
    QByteArray wallSplitter; ///< The same with the wall.
    QByteArray rightSplitter;
    QByteArray chartsSplitter;
    QByteArray connectionColumns;
    QByteArray eventColumns;
    QByteArray beatColumns;
    QByteArray statisticColumns;
    QStringList collapsedGroups;
    QStringList selection; ///< Ids of connections.
    int tab = 0;
    bool showWall = false;
    bool wallByGroup = true;
    WallLayout::Size wallTileSize = WallLayout::Size::Fit;
    bool showCharts = true;
    bool showTabs = true;
    bool logarithmic = false;
    qint64 spanUs = TimeWindow::DefaultSpanUs;

    static WindowSettings load();
    void save() const;

    static Theme::Mode theme();
    static void saveTheme(Theme::Mode mode);
    static Language::Choice language();
    static void saveLanguage(Language::Choice choice);
};

} // namespace heartline
