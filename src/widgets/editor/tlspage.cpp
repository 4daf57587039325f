// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/tlspage.h"

#include "ui_tlspage.h"
#include "widgets/controls/fieldmarks.h"

using namespace Qt::Literals::StringLiterals;

namespace heartline {

TlsPage::TlsPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::TlsPage>())
{
    m_ui->setupUi(this);
    const QString filter = tr("PEM files (*.pem *.crt *.cer *.key);;All files (*)");
    m_ui->caFile->setUp(PathPicker::Mode::Open, tr("Certificates of authorities"), filter);
    m_ui->caFile->setPlaceholderText(tr("those of the system"));
    m_ui->certificateFile->setUp(PathPicker::Mode::Open, tr("Client certificate"), filter);
    m_ui->certificateFile->setPlaceholderText(tr("none"));
    m_ui->keyFile->setUp(PathPicker::Mode::Open, tr("Client key"), filter);
    m_ui->keyFile->setPlaceholderText(tr("none"));

    connect(m_ui->caFile, &PathPicker::pathChanged, this,
            [this] { Q_EMIT edited(u"tls.ca_file"_s); });
    connect(m_ui->certificateFile, &PathPicker::pathChanged, this,
            [this] { Q_EMIT edited(u"tls.certificate_file"_s); });
    connect(m_ui->keyFile, &PathPicker::pathChanged, this,
            [this] { Q_EMIT edited(u"tls.key_file"_s); });
    connect(m_ui->pin, &QLineEdit::textChanged, this,
            [this] { Q_EMIT edited(u"tls.pinned_sha256"_s); });
}

TlsPage::~TlsPage() = default;

void TlsPage::addTo(FieldMarks &marks)
{
    marks.add(u"tls.ca_file"_s, m_ui->caFile, m_ui->form);
    marks.add(u"tls.certificate_file"_s, m_ui->certificateFile, m_ui->form);
    marks.add(u"tls.key_file"_s, m_ui->keyFile, m_ui->form);
    marks.add(u"tls.pinned_sha256"_s, m_ui->pin, m_ui->form);
}

void TlsPage::load(const Profile &profile)
{
    m_ui->caFile->setPath(profile.tls.caFile);
    m_ui->certificateFile->setPath(profile.tls.certificateFile);
    m_ui->keyFile->setPath(profile.tls.keyFile);
    m_ui->pin->setText(profile.tls.pinnedSha256);
}

void TlsPage::store(Profile &profile) const
{
    profile.tls = {.caFile = m_ui->caFile->path(),
                   .certificateFile = m_ui->certificateFile->path(),
                   .keyFile = m_ui->keyFile->path(),
                   .pinnedSha256 = m_ui->pin->text().trimmed()};
}

void TlsPage::setEncrypted(bool encrypted)
{
    m_ui->form->setRowVisible(m_ui->plainNote, !encrypted);
}

} // namespace heartline
