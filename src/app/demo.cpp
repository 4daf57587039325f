// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"

#include "demo/demoserver.h"
#include "demo/demoworkspace.h"
#include "profiles/profilesfile.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

Demo::Demo()
{
    m_thread.setObjectName(u"demo server"_s);
}

Demo::~Demo()
{
    m_thread.quit();
    m_thread.wait();
}

Result<void> Demo::start()
{
    if (!m_directory.isValid()) {
        return failure(Error::Kind::Io,
                       u"cannot make a temporary directory: %1"_s.arg(m_directory.errorString()));
    }
    auto *server = new DemoServer;
    server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, server, &QObject::deleteLater);
    m_thread.start();
    Result<void> listening;
    quint16 port = 0;
    QMetaObject::invokeMethod(
            server,
            [&] {
                listening = server->listen();
                port = server->port();
            },
            Qt::BlockingQueuedConnection);
    if (!listening)
        return listening;
    return ProfilesFile::save(profilesFile(), {.profiles = demoProfiles(port), .unknown = {}});
}

} // namespace heartline
