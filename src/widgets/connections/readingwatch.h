// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <chrono>

class QAbstractItemView;

namespace heartline {

/// Knows whether somebody is using a view, so that rows do not move under the eyes and the pointer.
/// GUI thread.
class ReadingWatch : public QObject {
    Q_OBJECT

public:
    /// So long after the last movement, key or turn of the wheel somebody is taken to be reading.
    static constexpr std::chrono::milliseconds Period{5'000};

    using QObject::QObject;

    void watch(QAbstractItemView &view);
    bool isReading() const { return m_lastUse.isValid() && !m_lastUse.hasExpired(Period.count()); }

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QElapsedTimer m_lastUse;
};

} // namespace heartline
