// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/engines.h"

#include "core/latencyhistogram.h"
#include "profiles/profilesfile.h"
#include "storage/logreader.h"
#include "window/drivenwindow.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline::bench {

namespace {

constexpr int startMs = 10'000;
constexpr int openingSeconds = 20; // until all connections are open, and calm

} // namespace

EchoServer::EchoServer(QString program)
    : m_program(std::move(program))
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

EchoServer::~EchoServer()
{
    kill();
}

bool EchoServer::start()
{
    m_process.start(m_program, m_port.isEmpty() ? QStringList() : QStringList{u"--port"_s, m_port});
    // The event loop goes on meanwhile: it is being measured.
    const QDeadlineTimer deadline(startMs);
    while (!m_process.canReadLine()) {
        if (deadline.hasExpired() || m_process.state() == QProcess::NotRunning)
            return false;
        settle(5);
    }
    m_port = QString::fromLatin1(m_process.readLine().trimmed().split(' ').last());
    return true;
}

void EchoServer::kill()
{
    m_process.kill();
    while (m_process.state() != QProcess::NotRunning)
        settle(5);
}

QString EchoServer::url() const
{
    return u"ws://127.0.0.1:%1/"_s.arg(m_port);
}

QJsonObject EngineFigures::toJson() const
{
    return {{u"rtt_p50_us"_s, rttP50Us},
            {u"rtt_p99_us"_s, rttP99Us},
            {u"lateness_p99_us"_s, latenessP99Us},
            {u"beats"_s, beats}};
}

Result<EngineFigures> figuresOfLog(const QString &log, int seconds)
{
    auto reader = LogReader::open(log);
    if (!reader)
        return tl::unexpected(reader.error());
    qint64 newestUs = 0;
    LogReader::Query newest;
    newest.newestFirst = true;
    newest.limit = 1;
    auto read = reader->forEachBeat(newest, [&](const Beat &beat, const LoggedConnection &) {
        newestUs = beat.scheduledAt;
        return true;
    });
    LogReader::Query last;
    last.fromUs = newestUs - qint64(seconds) * 1'000'000;
    LatencyHistogram roundTrips;
    LatencyHistogram lateness;
    if (read) {
        read = reader->forEachBeat(last, [&](const Beat &beat, const LoggedConnection &) {
            if (beat.rttNs)
                roundTrips.add(*beat.rttNs);
            if (beat.sendLatenessNs)
                lateness.add(*beat.sendLatenessNs);
            return true;
        });
    }
    if (!read)
        return tl::unexpected(read.error());
    const auto us = [](const LatencyHistogram &histogram, double share) {
        return static_cast<double>(histogram.percentileNs(share).value_or(0)) / 1e3;
    };
    return EngineFigures{us(roundTrips, 0.5), us(roundTrips, 0.99), us(lateness, 0.99),
                         roundTrips.count()};
}

Result<EngineFigures> runCli(const QString &program, const std::vector<Profile> &profiles,
                             const QString &directory, int seconds)
{
    const QString file = directory + u"/profiles.json"_s;
    const QString log = directory + u"/cli.sqlite"_s;
    if (auto saved = ProfilesFile::save(file, {profiles, {}}); !saved)
        return tl::unexpected(saved.error());
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(program,
                  {u"run"_s, u"--profiles"_s, file, u"--log"_s, log, u"--duration"_s,
                   QString::number(openingSeconds + seconds)});
    if (!process.waitForFinished((2 * openingSeconds + seconds) * 1'000)
        || process.exitCode() != 0) {
        return failure(Error::Kind::Io, u"heartline-cli failed: %1"_s.arg(process.errorString()),
                       program);
    }
    return figuresOfLog(log, seconds);
}

} // namespace heartline::bench
