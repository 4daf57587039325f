// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialogs/importprofilesdialog.h"

#include "profiles/profilesfile.h"
#include "ui_importprofilesdialog.h"
#include "widgets/controls/helpline.h"
#include "widgets/dialogs/importmodel.h"
#include "widgets/presentation/rowdelegate.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace heartline {

ImportProfilesDialog::ImportProfilesDialog(QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ImportProfilesDialog>())
    , m_model(new ImportModel(this))
{
    m_ui->setupUi(this);
    m_ui->entries->setModel(m_model);
    m_ui->entries->setStyleSheet(
            u"QTreeView::item { height: %1px; }"_s.arg(RowDelegate::RowHeight));
    HelpLine::explain(*this);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setText(tr("&Import"));

    connect(m_model, &ImportModel::choiceChanged, this, &ImportProfilesDialog::showCount);
    connect(m_ui->tickAll, &QPushButton::clicked, this, [this] { m_model->choose(true); });
    connect(m_ui->tickNone, &QPushButton::clicked, this, [this] { m_model->choose(false); });
    connect(m_ui->copyErrors, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_ui->errors->toPlainText()); });
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &ImportProfilesDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &ImportProfilesDialog::reject);
}

ImportProfilesDialog::~ImportProfilesDialog() = default;

std::optional<std::vector<Profile>>
ImportProfilesDialog::choose(QWidget *parent, const QString &file,
                             const std::vector<Profile> &existing)
{
    ImportProfilesDialog dialog(parent);
    dialog.load(file, existing);
    if (dialog.exec() != Accepted)
        return std::nullopt;
    return dialog.chosen();
}

std::optional<std::vector<Profile>>
ImportProfilesDialog::choose(QWidget *parent, const std::vector<Profile> &existing)
{
    const QString file = QFileDialog::getOpenFileName(parent, tr("Import profiles"), QString(),
                                                      tr("Profiles files (*.json);;All files (*)"));
    return file.isEmpty() ? std::nullopt : choose(parent, file, existing);
}

bool ImportProfilesDialog::canImport(const QMimeData *data)
{
    return !importPath(data).isEmpty();
}

QString ImportProfilesDialog::importPath(const QMimeData *data)
{
    if (!data || data->urls().size() != 1)
        return {};
    const QString path = data->urls().constFirst().toLocalFile();
    return path.endsWith(".json"_L1, Qt::CaseInsensitive) ? path : QString();
}

void ImportProfilesDialog::load(const QString &file, const std::vector<Profile> &existing)
{
    m_ui->file->setText(QDir::toNativeSeparators(QFileInfo(file).absoluteFilePath()));
    const auto document = ProfilesFile::load(file);
    if (!document) {
        showErrors(document.error());
        return;
    }
    m_model->setEntries(planImport(existing, document->profiles));
    m_ui->summary->setText(tr("%n connection(s) in the file", nullptr,
                              static_cast<int>(document->profiles.size())));
    m_ui->pages->setCurrentWidget(m_ui->previewPage);
    for (int column = 0; column < ImportModel::UrlColumn; ++column)
        m_ui->entries->resizeColumnToContents(column);
    if (m_model->rowCount() > 0)
        m_ui->entries->setCurrentIndex(m_model->index(0, ImportModel::EffectColumn));
    m_ui->entries->setFocus();
}

void ImportProfilesDialog::showErrors(const ProfileErrors &errors)
{
    QStringList lines;
    for (const Error &error : errors)
        lines << error.toString();
    m_model->setEntries({});
    m_ui->summary->setText(tr("The file cannot be imported: %n error(s)", nullptr,
                              static_cast<int>(errors.size())));
    m_ui->errors->setPlainText(lines.join(u'\n'));
    m_ui->pages->setCurrentWidget(m_ui->errorsPage);
}

void ImportProfilesDialog::showCount()
{
    const auto count = static_cast<int>(m_model->chosen().size());
    m_ui->count->setText(tr("%n ticked", nullptr, count));
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(count > 0);
}

std::vector<Profile> ImportProfilesDialog::chosen() const
{
    return m_model->chosen();
}

} // namespace heartline
