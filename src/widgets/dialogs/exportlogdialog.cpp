// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/exportlogdialog.h"

#include "charts/chartpalette.h"
#include "core/clock.h"
#include "ui_exportlogdialog.h"
#include "widgets/controls/fieldmarks.h"
#include "widgets/dialogs/exportjob.h"
#include "widgets/presentation/numberformat.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

namespace {

constexpr qint64 usPerMs = 1'000;
constexpr qint64 usPerHour = 3'600'000'000;
constexpr int progressSteps = 1'000;

qint64 toUs(const QDateTime &time)
{
    return time.toMSecsSinceEpoch() * usPerMs;
}

QDateTime fromUs(qint64 us)
{
    return QDateTime::fromMSecsSinceEpoch(us / usPerMs);
}

/// Where exports go unless told otherwise; the folder for documents need not exist.
QDir defaultFolder()
{
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    return documents.exists() ? documents : QDir::home();
}

} // namespace

ExportLogDialog::ExportLogDialog(Source source, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ExportLogDialog>())
    , m_source(std::move(source))
    , m_marks(new FieldMarks(this))
    , m_job(new ExportJob(this))
{
    m_ui->setupUi(this);
    m_marks->add(u"range"_s, m_ui->range, m_ui->form);
    m_marks->add(u"until"_s, m_ui->until, m_ui->form);
    m_marks->add(u"file"_s, m_ui->file, m_ui->form);
    m_marks->showAll();
    fill();
    HelpLine::explain(*this);
    m_ui->progress->setRange(0, progressSteps);
    m_ui->progress->hide();
    m_ui->result->hide();
    m_ui->openFolder->hide();

    connect(m_ui->format, &QComboBox::currentIndexChanged, this, &ExportLogDialog::onFormatChanged);
    connect(m_ui->range, &QComboBox::currentIndexChanged, this, &ExportLogDialog::validate);
    connect(m_ui->from, &QDateTimeEdit::dateTimeChanged, this, &ExportLogDialog::validate);
    connect(m_ui->until, &QDateTimeEdit::dateTimeChanged, this, &ExportLogDialog::validate);
    connect(m_ui->file, &PathPicker::pathChanged, this, &ExportLogDialog::validate);
    connect(m_ui->exportNow, &QPushButton::clicked, this, &ExportLogDialog::startOrCancel);
    connect(m_ui->close, &QPushButton::clicked, this, &ExportLogDialog::reject);
    connect(m_ui->openFolder, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(
                QUrl::fromLocalFile(QFileInfo(m_ui->file->path()).absolutePath()));
    });
    connect(m_job, &ExportJob::progressed, this, &ExportLogDialog::showProgress);
    connect(m_job, &ExportJob::finished, this, &ExportLogDialog::showResult);

    setFile(defaultFolder().filePath(u"heartline-log."_s + suffix()));
    validate();
}

ExportLogDialog::~ExportLogDialog() = default;

void ExportLogDialog::fill()
{
    m_ui->content->addItem(tr("Beats"), int(ExportContent::Beats));
    m_ui->content->addItem(tr("Events"), int(ExportContent::Events));
    m_ui->format->addItem(tr("CSV (spreadsheet)"), int(ExportFormat::Csv));
    m_ui->format->addItem(tr("NDJSON (one object a line)"), int(ExportFormat::Ndjson));
    m_ui->format->addItem(tr("JSON (one array)"), int(ExportFormat::Json));
    m_ui->range->addItem(tr("All"), int(Range::All));
    m_ui->range->addItem(tr("The last hour"), int(Range::LastHour));
    m_ui->range->addItem(tr("Today"), int(Range::Today));
    if (m_source.visible)
        m_ui->range->addItem(tr("What the chart shows"), int(Range::Visible));
    m_ui->range->addItem(tr("From … until …"), int(Range::Custom));
    m_ui->connections->addItem(tr("All"));
    if (!m_source.selected.empty()) {
        m_ui->connections->addItem(
                tr("The selected ones (%n)", nullptr, static_cast<int>(m_source.selected.size())));
        m_ui->connections->setCurrentIndex(1);
    }
    const QDateTime now = QDateTime::currentDateTime();
    m_ui->from->setDateTime(m_source.visible ? fromUs(m_source.visible->first)
                                             : QDateTime(now.date(), QTime()));
    m_ui->until->setDateTime(m_source.visible ? fromUs(m_source.visible->second) : now);
}

void ExportLogDialog::setFile(const QString &path)
{
    m_ui->file->setPath(QDir::toNativeSeparators(path));
}

QString ExportLogDialog::suffix() const
{
    return toName(static_cast<ExportFormat>(m_ui->format->currentData().toInt()));
}

void ExportLogDialog::onFormatChanged()
{
    const QFileInfo file(m_ui->file->path());
    // Only an ending that was one of ours follows the format.
    if (exportFormatFromName(file.suffix().toLower()))
        setFile(file.dir().filePath(file.completeBaseName() + u'.' + suffix()));
    validate();
}

LogExport::Options ExportLogDialog::options(qint64 nowUs) const
{
    LogExport::Options options{
            .logFile = m_source.logFile,
            .format = static_cast<ExportFormat>(m_ui->format->currentData().toInt()),
            .content = static_cast<ExportContent>(m_ui->content->currentData().toInt())};
    switch (static_cast<Range>(m_ui->range->currentData().toInt())) {
    case Range::All:
        break;
    case Range::LastHour:
        options.query.fromUs = nowUs - usPerHour;
        break;
    case Range::Today:
        options.query.fromUs = toUs(fromUs(nowUs).date().startOfDay());
        break;
    case Range::Visible:
        options.query.fromUs = m_source.visible->first;
        options.query.toUs = m_source.visible->second;
        break;
    case Range::Custom:
        options.query.fromUs = toUs(m_ui->from->dateTime());
        options.query.toUs = toUs(m_ui->until->dateTime());
        break;
    }
    if (m_ui->connections->currentIndex() > 0)
        options.query.connections = m_source.selected;
    return options;
}

void ExportLogDialog::validate()
{
    const bool isCustom = static_cast<Range>(m_ui->range->currentData().toInt()) == Range::Custom;
    m_ui->form->setRowVisible(m_ui->from, isCustom);
    m_ui->form->setRowVisible(m_ui->until, isCustom);
    std::vector<Error> errors;
    if (isCustom && m_ui->until->dateTime() <= m_ui->from->dateTime())
        errors.push_back(
                {Error::Kind::InvalidInput, tr("Must be after the beginning"), u"until"_s});
    const QFileInfo file(m_ui->file->path());
    if (m_ui->file->path().isEmpty())
        errors.push_back({Error::Kind::InvalidInput, tr("Name a file to write"), u"file"_s});
    else if (file.isDir())
        errors.push_back(
                {Error::Kind::InvalidInput, tr("This is a folder; name a file in it"), u"file"_s});
    m_marks->setErrors(std::move(errors));
    m_ui->exportNow->setEnabled(m_job->isRunning() || m_marks->errors().empty());
}

void ExportLogDialog::startOrCancel()
{
    if (m_job->isRunning()) {
        m_job->cancel();
        return;
    }
    if (!m_ui->file->confirmReplacing())
        return;
    m_ui->progress->setValue(0);
    m_job->start(options(Clock::utcUs()), m_ui->file->path());
    showRunning(true);
}

void ExportLogDialog::showRunning(bool running)
{
    for (QWidget *field :
         std::initializer_list<QWidget *>{m_ui->content, m_ui->format, m_ui->range, m_ui->from,
                                          m_ui->until, m_ui->connections, m_ui->file})
        field->setEnabled(!running);
    m_ui->exportNow->setText(running ? tr("&Cancel") : tr("&Export"));
    m_ui->progress->setVisible(running);
    m_ui->result->setVisible(!running);
    if (running)
        m_ui->openFolder->hide();
}

void ExportLogDialog::showProgress(qint64 rows, qint64 total)
{
    if (total > 0)
        m_ui->progress->setValue(static_cast<int>(rows * progressSteps / total));
    m_ui->progress->setFormat(
            tr("%1 of %2 rows").arg(NumberFormat::count(rows), NumberFormat::count(total)));
}

void ExportLogDialog::showResult()
{
    const Result<qint64> &result = *m_job->result();
    QString text;
    if (result)
        text = tr("%1 rows written").arg(NumberFormat::count(*result));
    else if (result.error().kind == Error::Kind::Cancelled)
        text = tr("Cancelled; nothing was written");
    else
        text = tr("Nothing was written: %1").arg(result.error().toString());
    const ChartPalette colors = ChartPalette::forWidgetPalette(palette());
    QPalette words = m_ui->result->palette();
    words.setColor(QPalette::WindowText,
                   result ? colors.text : colors.stateColor(ConnectionState::Failed));
    m_ui->result->setPalette(words);
    m_ui->result->setText(text);
    showRunning(false);
    m_ui->openFolder->setVisible(result.has_value());
}

void ExportLogDialog::done(int result)
{
    m_job->cancel();
    QDialog::done(result);
}

} // namespace heartline
