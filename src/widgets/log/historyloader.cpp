// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/log/historyloader.h"

#include "storage/logfile.h"

#include <QElapsedTimer>

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>

namespace heartline {

namespace {

/// Of events in the log, by their time.
constexpr qint64 disorderUs = 10'000'000;

} // namespace

/// The reader that is open at present.
struct HistoryLoader::Open {
    QString file;
    std::optional<LogFile::Identity> identity;
    std::optional<LogReader> reader;
    bool hasFailed = false;
};

HistoryLoader::HistoryLoader(QObject *parent)
    : QObject(parent)
    , m_worker(new QObject)
    , m_open(std::make_shared<Open>())
{
    m_thread.setObjectName(QStringLiteral("history"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

HistoryLoader::~HistoryLoader()
{
    for (auto &number : m_newest)
        ++number;
    // The database connection belongs to the thread that opened it.
    QMetaObject::invokeMethod(m_worker, [open = m_open] { open->reader.reset(); });
    m_thread.quit();
    m_thread.wait();
}

void HistoryLoader::setFile(const QString &file)
{
    m_file = file;
    for (auto &number : m_newest)
        ++number;
}

void HistoryLoader::run(Kind kind, std::function<Result<void>(LogReader &, const Ticket &)> job)
{
    if (m_file.isEmpty())
        return;
    auto &newest = m_newest[kind];
    const qint64 number = ++newest;
    QMetaObject::invokeMethod(
            m_worker, [this, &newest, number, file = m_file, open = m_open, work = std::move(job)] {
                const Ticket isWanted = [&newest, number] { return newest == number; };
                if (!isWanted())
                    return;
                const auto fail = [&](const Error &error) {
                    // The file may have been set aside or replaced: begin anew next time.
                    open->reader.reset();
                    open->hasFailed = true;
                    Q_EMIT failed(error.toString());
                };
                // A file that was moved or deleted could be read on, but is not the log any more.
                const auto identity = LogFile::identity(file);
                if (open->file != file || open->identity != identity || !open->reader) {
                    open->reader.reset();
                    Result<LogReader> reader = LogReader::open(file);
                    if (!reader) {
                        fail(reader.error());
                        return;
                    }
                    open->file = file;
                    open->identity = identity;
                    open->reader.emplace(std::move(*reader));
                }
                if (Result<void> result = work(*open->reader, isWanted); !result)
                    fail(result.error());
                else if (std::exchange(open->hasFailed, false))
                    Q_EMIT recovered();
            });
}

void HistoryLoader::loadHistory(const HistoryRequest &request)
{
    run(History, [this, request](LogReader &reader, const Ticket &isWanted) -> Result<void> {
        HistoryResult result{request, {}};
        for (const ConnectionId &id : request.connections) {
            if (!isWanted())
                return {};
            auto points =
                    reader.history(id, request.fromUs, request.toUs, PointsPerConnection, isWanted);
            if (!points)
                return tl::unexpected(points.error());
            auto events = reader.events(id, request.fromUs, request.toUs);
            if (!events)
                return tl::unexpected(events.error());
            result.connections.push_back({id, std::move(*points), std::move(*events)});
        }
        if (isWanted())
            Q_EMIT historyLoaded(result);
        return {};
    });
}

void HistoryLoader::cancelCrowd()
{
    ++m_newest[Crowd];
}

void HistoryLoader::loadCrowd(const CrowdRequest &request)
{
    run(Crowd, [this, request](LogReader &reader, const Ticket &isWanted) -> Result<void> {
        CrowdHistory history{request, LatencyBands(request.sliceUs), {}, request.fromUs};
        const QSet<ConnectionId> ids(request.connections.begin(), request.connections.end());
        LogReader::Query query;
        query.toUs = request.liveUs;
        query.newestFirst = true;
        query.limit = static_cast<qint64>(StateShares::MaximumChanges);
        qint64 read = 0;
        qint64 oldestUs = request.fromUs;
        Result<void> events = reader.forEachEvent(
                query, [&](const ConnectionEvent &event, const LoggedConnection &) {
                    // Written nearly in order; no index leads to the first one of the range.
                    if (event.at < request.fromUs)
                        return isWanted() && event.at >= request.fromUs - disorderUs;
                    ++read;
                    oldestUs = event.at;
                    if (event.from != event.to && ids.contains(event.connection))
                        history.changes.push_back({event.at, event.from, event.to});
                    return isWanted();
                });
        if (!events || !isWanted())
            return events;
        std::ranges::reverse(history.changes);
        std::ranges::stable_sort(history.changes, {}, &StateShares::Change::atUs);
        if (read == *query.limit)
            history.changesSinceUs = oldestUs;
        Q_EMIT crowdLoaded(history);

        QElapsedTimer sincePart;
        sincePart.start();
        const auto beats =
                reader.sampleBeats(request.connections, request.fromUs, request.toUs,
                                   MaximumCrowdRows, [&](const LogReader::SampledBeat &beat) {
                                       history.bands.add(beat.timeUs, beat.valueNs, beat.outcome);
                                       if (sincePart.hasExpired(CrowdPeriod.count())) {
                                           sincePart.start();
                                           Q_EMIT crowdLoaded(history);
                                       }
                                       return isWanted();
                                   });
        if (!beats)
            return tl::unexpected(beats.error());
        history.isComplete = true;
        history.isSample = *beats < 1.0;
        if (isWanted())
            Q_EMIT crowdLoaded(history);
        return {};
    });
}

void HistoryLoader::loadBeats(const std::vector<ConnectionId> &connections)
{
    run(Beats, [this, connections](LogReader &reader, const Ticket &isWanted) -> Result<void> {
        // Connection by connection through the index; what the ones before have is newer than most
        // of what the next one has.
        std::vector<Beat> beats;
        qint64 sinceUs = std::numeric_limits<qint64>::min();
        for (const ConnectionId &id : connections) {
            Result<void> result = reader.forEachBeatOf(
                    id, sinceUs, std::numeric_limits<qint64>::max(), NewestBeats,
                    [&](const Beat &beat, const LoggedConnection &) {
                        beats.push_back(beat);
                        return isWanted();
                    });
            if (!result || !isWanted())
                return result;
            if (beats.size() > NewestBeats) {
                const auto oldest = beats.begin() + NewestBeats - 1;
                std::ranges::nth_element(beats, oldest, std::greater(), &Beat::scheduledAt);
                sinceUs = oldest->scheduledAt;
                beats.erase(oldest + 1, beats.end());
            }
        }
        Q_EMIT beatsLoaded(beats);
        return {};
    });
}

void HistoryLoader::loadEvents()
{
    run(Events, [this](LogReader &reader, const Ticket &isWanted) -> Result<void> {
        LogReader::Query query;
        query.newestFirst = true;
        query.limit = NewestEvents;
        std::vector<ConnectionEvent> events;
        Result<void> result = reader.forEachEvent(
                query, [&](const ConnectionEvent &event, const LoggedConnection &) {
                    events.push_back(event);
                    return isWanted();
                });
        if (result && isWanted()) {
            std::ranges::reverse(events);
            Q_EMIT eventsLoaded(events);
        }
        return result;
    });
}

void HistoryLoader::loadStatistics(const HistoryRequest &request,
                                   const QHash<ConnectionId, QString> &names)
{
    run(Statistics,
        [this, request, names](LogReader &reader, const Ticket &isWanted) -> Result<void> {
            std::vector<BeatStatistics> statistics;
            BeatKeys recent;
            const auto share = MaximumStatisticsBeats
                    / std::max<qint64>(1, static_cast<qint64>(request.connections.size()));
            for (const ConnectionId &id : request.connections) {
                BeatStatistics &row = statistics.emplace_back(id, names.value(id));
                Result<void> result =
                        reader.forEachBeatOf(id, request.fromUs, request.toUs, share,
                                             [&](const Beat &beat, const LoggedConnection &) {
                                                 row.add(beat);
                                                 if (beat.scheduledAt >= request.toUs - SettlingUs)
                                                     recent.insert({beat.session, beat.sequence});
                                                 return isWanted();
                                             });
                if (!result || !isWanted())
                    return result;
            }
            Q_EMIT statisticsLoaded(request, statistics, recent);
            return {};
        });
}

} // namespace heartline
