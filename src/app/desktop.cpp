// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop.h"

#include "widgets/settings/settings.h"
#include "widgets/settings/windowsettings.h"

#include <QApplication>
#include <QFileInfo>
#include <QMessageBox>
#include <QStandardPaths>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

Desktop::Desktop(Options options)
    : m_options(std::move(options))
    , m_session(MonitorSession::Options{.workers = m_options.workers})
    , m_window(m_workspace, m_theme, m_language)
    , m_presenter(m_session, m_workspace, m_window)
    , m_dialogs(m_window, m_workspace, m_theme, m_language)
{
    m_theme.setMode(WindowSettings::theme());
    m_language.setChoice(m_options.language.value_or(WindowSettings::language()));
    m_window.restoreSettings();
    connectEverything();
}

Desktop::~Desktop() = default;

QString Desktop::defaultProfilesFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
            + u"/profiles.json"_s;
}

void Desktop::connectEverything()
{
    connect(&m_session, &MonitorSession::finished, qApp, &QCoreApplication::quit);
    connect(&m_window, &MainWindow::demoRequested, this, &Desktop::startDemo);
    connect(&m_window, &MainWindow::closed, this, &Desktop::quit);
    connect(&m_workspace, &Workspace::pathChanged, this, &Desktop::pathChanged);
    m_dialogs.setVisibleRange([this] { return m_window.visibleRange(); });
    connect(&m_dialogs, &DialogActions::settingsChanged, this, [this] {
        // A log that was named on the command line stays, and so does the demo's.
        if (!isDemo())
            openLog(ownLogFile());
    });
}

Result<void> Desktop::openWorkspace(const QString &path)
{
    if (!QFileInfo::exists(path)) {
        if (path == defaultProfilesFile())
            return m_workspace.create(path);
        // A name that was mistyped shall not become a new and empty workspace.
        return failure(Error::Kind::InvalidInput,
                       u"there is no such file; leave --profiles out for your own workspace, and "
                       "make others with File > New"_s,
                       path);
    }
    const auto opened = m_workspace.open(path);
    if (opened)
        return {};
    Error error = opened.error().front();
    if (opened.error().size() > 1) {
        error.message += u" (and %1 more: heartline-cli profiles validate \"%2\" lists them all)"_s
                                 .arg(opened.error().size() - 1)
                                 .arg(path);
    }
    return tl::unexpected(error);
}

void Desktop::openLog(const QString &file)
{
    if (file == m_session.logFile())
        return;
    (void)m_session.openLog(file); // an error shows in the window's banner, and monitoring goes on
    m_presenter.logOpened();
    m_dialogs.setLogFile(file);
}

QString Desktop::ownLogFile() const
{
    return m_options.logFile.isEmpty() ? Settings::load().effectiveLogFile() : m_options.logFile;
}

bool Desktop::isDemo() const
{
    return m_demo && m_workspace.path() == m_demo->profilesFile();
}

void Desktop::pathChanged()
{
    m_window.setDemo(isDemo());
    const QString log = ownLogFile();
    if (isDemo() || log == m_session.logFile())
        return;
    // What ran in the demo belongs to the demo's log, which goes with it.
    m_session.setProfiles({});
    openLog(log);
    m_session.setProfiles(m_workspace.profiles());
}

Result<void> Desktop::start()
{
    if (m_options.demo) {
        m_demo = std::make_unique<Demo>();
        if (auto started = m_demo->start(); !started)
            return started;
    }
    openLog(m_demo && m_options.logFile.isEmpty() ? m_demo->logFile() : ownLogFile());
    QString profiles = m_options.profilesFile;
    if (profiles.isEmpty())
        profiles = m_demo ? m_demo->profilesFile() : defaultProfilesFile();
    if (auto opened = openWorkspace(profiles); !opened)
        return opened;
    m_window.show();
    return {};
}

void Desktop::startDemo()
{
    if (!m_window.confirmLeave())
        return;
    auto demo = std::make_unique<Demo>();
    if (const auto started = demo->start(); !started) {
        QMessageBox box(QMessageBox::Warning, MainWindow::tr("Demo"), started.error().toString(),
                        QMessageBox::Ok, &m_window);
        box.setTextFormat(Qt::PlainText);
        box.exec();
        return;
    }
    // In this order: what runs belongs to the log that it began in, and the former demo's log must
    // be closed before its directory goes.
    m_session.setProfiles({});
    const std::unique_ptr<Demo> former = std::exchange(m_demo, std::move(demo));
    openLog(m_demo->logFile());
    (void)openWorkspace(m_demo->profilesFile()); // written a moment ago
}

void Desktop::quit()
{
    m_window.hide();
    m_session.shutdown();
}

} // namespace heartline
