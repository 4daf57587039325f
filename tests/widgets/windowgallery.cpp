// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the window with made-up data into PNG files, to be looked at: windowgallery DIRECTORY
// [wall]
#include "core/clock.h"
#include "widgets/fleetfixtures.h"
#include "widgets/galleryfixtures.h"
#include "widgets/presentation/theme.h"
#include "widgets/settings/language.h"
#include "widgets/window/mainwindow.h"
#include "widgets/window/workspace.h"

#include "storage/logwriter.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFontDatabase>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace heartline;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Lets timers and queued calls run, so that what is drawn late is drawn.
void settle(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds)
        QApplication::processEvents(QEventLoop::AllEvents, 20);
}

void draw(const QDir &directory, const gallery::Scene &scene, Theme &theme, Language &language,
          QSize size, bool dark, bool chinese, int tab)
{
    theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    language.setChoice(chinese ? Language::Choice::Chinese : Language::Choice::English);
    Workspace workspace;
    workspace.add(scene.profiles);
    MainWindow window(workspace, theme, language);
    window.resize(size);
    window.setSessionLookup([&scene](const ConnectionId &) {
        return SessionDetails{scene.session, {38'000, 41'000, 62'000, 1'240'000}};
    });
    window.setConnections(scene.snapshots);
    LogWriter::Status log;
    log.state = LogWriter::Status::State::Writing;
    log.fileBytes = 184'000'000;
    log.oldestUs = Clock::utcUs() - 31 * qint64(86'400'000'000);
    window.showLogStatus(log);
    window.show();
    settle(50);
    if (tab == 3)
        window.select({scene.snapshots[4].id});
    else
        window.select({scene.snapshots[1].id, scene.snapshots[2].id, scene.snapshots[4].id});
    window.apply({{}, scene.beats, scene.events, scene.totals});
    window.findChild<QTabWidget *>(u"tabs"_s)->setCurrentIndex(tab);
    settle(1'300);
    const QString name = u"%1x%2-%3-%4-tab%5.png"_s.arg(size.width())
                                 .arg(size.height())
                                 .arg(dark ? u"dark"_s : u"light"_s, chinese ? u"zh_CN"_s : u"en"_s)
                                 .arg(tab);
    window.grab().save(directory.filePath(name));
}

void drawWall(const QDir &directory, int count, Theme &theme, Language &language, QSize size,
              bool dark, bool chinese)
{
    theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    language.setChoice(chinese ? Language::Choice::Chinese : Language::Choice::English);
    gallery::Fleet fleet(count, Clock::utcUs());
    Workspace workspace;
    workspace.add(fleet.profiles());
    MainWindow window(workspace, theme, language);
    window.resize(size);
    window.setConnections(fleet.snapshots());
    window.findChild<QAction *>(u"showWall"_s)->setChecked(true);
    window.show();
    settle(50);
    // The past comes from a log.
    const QTemporaryDir log;
    LogWriter writer;
    std::vector<LoggedConnection> logged;
    for (const Profile &profile : fleet.profiles())
        logged.push_back({profile.id, profile.name, profile.group, profile.url});
    writer.registerConnections(logged);
    if (!writer.open(log.filePath(u"log.sqlite"_s)))
        qFatal("no log");
    for (qint64 ago = 280; ago > 0; --ago) {
        LiveUpdate update = fleet.next(count / 5, Clock::utcUs() - ago * 1'000'000);
        window.apply({update.snapshots, {}, update.events, update.totals});
        writer.enqueue(std::make_shared<UpdateBatch>(
                UpdateBatch{{}, std::move(update.beats), std::move(update.events), {}}));
    }
    writer.close();
    window.setLogFile(log.filePath(u"log.sqlite"_s));
    if (count < 100)
        window.select({fleet.snapshots()[3].id, fleet.snapshots()[4].id});
    else
        window.findChild<QAction *>(u"selectAll"_s)->trigger();
    settle(3'000);
    const QString name =
            u"wall-%1-%2x%3-%4-%5.png"_s.arg(count)
                    .arg(size.width())
                    .arg(size.height())
                    .arg(dark ? u"dark"_s : u"light"_s, chinese ? u"zh_CN"_s : u"en"_s);
    window.grab().save(directory.filePath(name));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    if (argc < 2)
        qFatal("usage: windowgallery DIRECTORY [wall]");
    const QTemporaryDir settings; // the user's own are left alone
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    if (QFontDatabase::families().contains(u"Inter"_s))
        QApplication::setFont(QFont(u"Inter"_s, 10));
    const QDir directory(QString::fromLocal8Bit(argv[1]));
    directory.mkpath(u"."_s);
    Theme theme;
    Language language;
    const gallery::Scene scene = gallery::makeScene(Clock::utcUs());
    for (const int count : {40, 1'000, 10'000}) {
        drawWall(directory, count, theme, language, {1280, 800}, false, false);
        drawWall(directory, count, theme, language, {1280, 800}, true, true);
        drawWall(directory, count, theme, language, {1920, 1080}, true, false);
        drawWall(directory, count, theme, language, {1920, 1080}, false, true);
    }
    if (argc > 2) // only the wall
        return 0;
    for (const bool dark : {false, true}) {
        for (const bool chinese : {false, true})
            draw(directory, scene, theme, language, {1280, 800}, dark, chinese, 0);
    }
    draw(directory, scene, theme, language, {1920, 1080}, true, false, 0);
    for (int tab = 1; tab < 4; ++tab)
        draw(directory, scene, theme, language, {1440, 900}, false, false, tab);
    Workspace empty;
    MainWindow window(empty, theme, language);
    window.resize(1280, 800);
    window.show();
    settle(100);
    window.grab().save(directory.filePath(u"empty.png"_s));
    return 0;
}
