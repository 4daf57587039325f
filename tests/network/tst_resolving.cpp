// SPDX-License-Identifier: GPL-3.0-or-later
#include "network/descriptorlimit.h"
#include "network/descriptors.h"
#include "network/monitoredconnection.h"

#include <QTcpServer>
#include <QTest>

#include <atomic>
#include <dlfcn.h>
#include <memory>
#include <netdb.h>
#include <string_view>
#include <vector>

namespace {
constexpr const char *testHost = "heartline.test";
std::atomic<int> asked = 0;
std::atomic<quint64> limitWhileResolving = 0; ///< Of descriptors; 0: as it is.
} // namespace

/// Stands before libc's: counts how often the resolver is asked for the test's host and those below
/// it, and answers with the loopback address.
extern "C" int getaddrinfo(const char *name, const char *service, const addrinfo *hints,
                           addrinfo **result)
{
    static const auto real =
            reinterpret_cast<decltype(&getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
    if (name && std::string_view(name).ends_with(testHost)) {
        ++asked;
        if (const quint64 limit = limitWhileResolving.exchange(0))
            heartline::test::setDescriptorLimit(limit);
        name = "127.0.0.1";
    }
    return real(name, service, hints, result);
}

using namespace heartline;
using namespace heartline::test;
using namespace Qt::Literals::StringLiterals;

/// Connections to one host share what its name resolves to.
class TestResolving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksOnceForManyConnections();
    void leavesTheLastDescriptors();
};

void TestResolving::asksOnceForManyConnections()
{
    QTcpServer server; // accepts, and says nothing
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString url = u"ws://%1:%2/"_s.arg(QLatin1StringView(testHost)).arg(server.serverPort());
    std::vector<std::unique_ptr<Monitored>> connections;
    for (int i = 0; i < 50; ++i) {
        connections.push_back(std::make_unique<Monitored>(profileFor(url)));
        connections.back()->connection.connectNow();
    }
    QTRY_VERIFY(std::all_of(connections.begin(), connections.end(), [](const auto &monitored) {
        return monitored->status.phase == ConnectPhase::Upgrade;
    }));
    QCOMPARE(asked.load(), 1);
    // And one that comes later.
    Monitored late(profileFor(url));
    late.connection.connectNow();
    QTRY_COMPARE(late.status.phase, ConnectPhase::Upgrade);
    QCOMPARE(asked.load(), 1);
}

void TestResolving::leavesTheLastDescriptors()
{
    // There are enough when the attempt begins.
    const TemporaryDescriptorLimit unchanged(descriptorLimit());
    limitWhileResolving = DescriptorReserve;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Monitored m(profileFor(
            u"ws://full.%1:%2/"_s.arg(QLatin1StringView(testHost)).arg(server.serverPort())));
    m.connection.connectNow();
    QTRY_VERIFY(m.event(ConnectionState::Waiting));
    QCOMPARE(m.event(ConnectionState::Waiting)->cause.cause, Cause::DescriptorLimit);
}

QTEST_GUILESS_MAIN(TestResolving)
#include "tst_resolving.moc"
