// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/beat.h"
#include "core/closecause.h"
#include "core/connectionstate.h"
#include "core/sessioninfo.h"

#include <QCoreApplication>
#include <QString>

#include <array>

namespace heartline {

/// The words and signs of states and outcomes, in the language of the window. Colours are
/// ChartPalette's, painted shapes paintStateGlyph()'s.
class StatePresentation {
    Q_DECLARE_TR_FUNCTIONS(heartline::StatePresentation)

public:
    /// The order of the status bar: what is well, then what is worse and worse.
    static constexpr std::array<ConnectionState, ConnectionStateCount> Order{
            ConnectionState::Open,    ConnectionState::Degraded, ConnectionState::Connecting,
            ConnectionState::Waiting, ConnectionState::Failed,   ConnectionState::Closing,
            ConnectionState::Idle};

    static QString word(ConnectionState state);
    static QString word(BeatOutcome outcome);
    static QString word(ConnectPhase phase);
    static QString word(TimeSource source);
    /// For copied text and tool tips: ● ▲ ◐ ◆ ■ ○ ◌.
    static QChar sign(ConnectionState state);
    /// Sign and word.
    static QString signedWord(ConnectionState state);
};

/// One line of untrusted text for display: control characters and changes of direction become
/// spaces, and what is longer than `maximum` characters is cut with an ellipsis.
QString plainLine(const QString &text, qsizetype maximum = 200);

/// Untrusted text for QWidget::setToolTip() and Qt::ToolTipRole, which would take it for HTML if it
/// looked like that. Lines stay lines.
QString plainToolTip(const QString &text);

} // namespace heartline
