// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/walltiles.h"

#include <QCoreApplication>
#include <QString>

namespace heartline {

struct ConnectionSnapshot;

/// The words of the wall, in the language of the window; plain text.
class WallText {
    Q_DECLARE_TR_FUNCTIONS(heartline::WallText)

public:
    /// Name, group, state and since when, figures, cause; a line each.
    static QString toolTip(const ConnectionSnapshot &snapshot);
    /// Of a group: its name, and how many are in which state; a line each.
    static QString toolTip(const WallTiles::Section &section, const WallTiles::StateCounts &states);
    static QString groupName(const WallTiles::Section &section);
    /// What stands below the name on a large tile. `last`: the table's words for the last round
    /// trip.
    static QString secondLine(const ConnectionSnapshot &snapshot, const QString &last);
    /// "10 000 connections in 6 groups".
    static QString summary(int connections, int groups);
};

} // namespace heartline
