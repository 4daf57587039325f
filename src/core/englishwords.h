// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <utility>

namespace heartline {

/// While one lives, what its thread puts into words is meant for the log, which is in English
/// whatever the language of the window.
class EnglishWords {
public:
    EnglishWords() = default;
    ~EnglishWords() { wanted() = m_before; }
    Q_DISABLE_COPY_MOVE(EnglishWords)

    /// In the thread that asks.
    static bool areWanted() { return wanted(); }

private:
    static bool &wanted()
    {
        thread_local bool wanted = false;
        return wanted;
    }

    const bool m_before = std::exchange(wanted(), true);
};

} // namespace heartline
