// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop.h"

#include <QApplication>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace heartline::test {

/// Nothing of the user's own settings is read or written; windows come and go.
inline void keepSettingsIn(const QTemporaryDir &directory)
{
    QCoreApplication::setOrganizationName(QStringLiteral("Heartline test"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, directory.path());
    QApplication::setQuitOnLastWindowClosed(false);
}

/// As a user does; waits until monitoring has ended.
inline void closeWindow(Desktop &desktop)
{
    QSignalSpy finished(&desktop.session(), &MonitorSession::finished);
    desktop.window().close();
    QTRY_COMPARE(finished.count(), 1);
}

} // namespace heartline::test
