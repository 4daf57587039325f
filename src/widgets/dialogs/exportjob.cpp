// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/exportjob.h"

#include <QThread>

namespace heartline {

ExportJob::ExportJob(QObject *parent)
    : QObject(parent)
{
}

ExportJob::~ExportJob()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void ExportJob::start(const LogExport::Options &options, const QString &path)
{
    Q_ASSERT(!isRunning());
    m_result.reset();
    m_shared = std::make_shared<Shared>();
    m_thread.reset(QThread::create([this, shared = m_shared, options, path] {
        shared->result =
                LogExport::runToFile(options, path, [this, &shared](qint64 done, qint64 total) {
                    return report(shared, done, total);
                });
    }));
    connect(m_thread.get(), &QThread::finished, this, &ExportJob::collect);
    m_thread->start();
}

void ExportJob::cancel()
{
    if (m_shared)
        m_shared->cancelled = true;
}

bool ExportJob::report(const std::shared_ptr<Shared> &shared, qint64 done, qint64 total)
{
    // In the exporting thread; the job outlives it.
    shared->done = done;
    shared->total = total;
    if (!shared->noticeUnderWay.exchange(true)) {
        QMetaObject::invokeMethod(
                this,
                [this, shared] {
                    shared->noticeUnderWay = false;
                    Q_EMIT progressed(shared->done, shared->total);
                },
                Qt::QueuedConnection);
    }
    return !shared->cancelled;
}

void ExportJob::collect()
{
    m_thread->wait();
    m_thread.reset();
    m_result = std::move(m_shared->result);
    Q_EMIT finished();
}

} // namespace heartline
