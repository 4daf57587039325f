// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/logwriter.h"

#include "core/clock.h"
#include "storage/logthread.h"

#include <QThread>

namespace heartline {

LogWriter::LogWriter(QObject *parent)
    : QObject(parent)
    , m_thread(std::make_unique<LogThread>([this] {
        // By name: a functor would be read here after the log thread wrote it, with only Qt's own
        // lock in between, which ThreadSanitizer cannot see.
        if (!m_noticePosted.exchange(true))
            QMetaObject::invokeMethod(this, "publishStatus", Qt::QueuedConnection);
    }))
{
}

LogWriter::~LogWriter()
{
    m_thread->stop();
}

Result<LogWriter::Opened> LogWriter::open(const QString &file)
{
    Q_ASSERT(thread() == QThread::currentThread());
    return m_thread->start(file);
}

qint64 LogWriter::fallbackSession()
{
    constexpr qint64 usPerMs = 1'000;
    return Clock::utcUs() / usPerMs;
}

void LogWriter::registerConnections(const std::vector<LoggedConnection> &connections)
{
    m_thread->registerConnections(connections);
}

void LogWriter::enqueue(const UpdateBatchPtr &batch)
{
    m_thread->enqueue(batch);
}

void LogWriter::flush()
{
    m_thread->flush();
}

void LogWriter::close()
{
    Q_ASSERT(thread() == QThread::currentThread());
    m_thread->stop();
}

LogWriter::Status LogWriter::status() const
{
    return m_thread->status();
}

void LogWriter::publishStatus()
{
    m_noticePosted = false; // before reading, or the last change could go unnoticed
    const Status now = status();
    if (now == m_published)
        return;
    m_published = now;
    Q_EMIT statusChanged(now);
}

} // namespace heartline
