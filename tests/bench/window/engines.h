// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "core/profile.h"

#include <QJsonObject>
#include <QProcess>

#include <vector>

namespace heartline::bench {

/// The echo server, in a process of its own.
class EchoServer {
public:
    explicit EchoServer(QString program);
    ~EchoServer();

    /// On the port of the last time, if there was one. False if it does not listen.
    bool start();
    void kill();
    QString url() const;

private:
    QString m_program;
    QProcess m_process;
    QString m_port;
};

/// What is compared between the window and heartline-cli; microseconds.
struct EngineFigures {
    double rttP50Us = 0.0;
    double rttP99Us = 0.0;
    double latenessP99Us = 0.0;
    qint64 beats = 0;

    QJsonObject toJson() const;
};

/// The beats of the last `seconds` in a log.
Result<EngineFigures> figuresOfLog(const QString &log, int seconds);

/// Runs heartline-cli with the profiles and a log in `directory`; `seconds` after all is calm.
Result<EngineFigures> runCli(const QString &program, const std::vector<Profile> &profiles,
                             const QString &directory, int seconds);

} // namespace heartline::bench
