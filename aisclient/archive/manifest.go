package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/text"
)

// manifestSchema is the version of the newest manifest that this program writes: that of sealed imports, whose manifest is sealed,
// too. Plain imports have the first.
const (
	manifestSchema = 2
	schemaPlain    = 1
)

// Kinds of encryption in a manifest.
const (
	EncryptionNone = "none"
	EncryptionAge  = "age"
)

// Manifest says what is known about an import without reading it. It is manifest.json, of which a sealed import says in the
// open only what openManifest has.
type Manifest struct {
	Schema  int       `json:"schema"`
	ID      string    `json:"id"`
	Program text.Text `json:"program"` // version that wrote it
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires,omitzero"` // Purge deletes it from then on; zero is never
	NewImport
	// Counts is nil until SetCounts has written it: the reply is saved before anyone has decoded it.
	Counts *Counts `json:"counts,omitempty"`

	// SHA256 and Size are of the reply as it came.
	SHA256 string `json:"sha256,omitempty"`
	Size   int64  `json:"size,omitzero"`
	// StoredSHA256 and StoredSize are of the file, which is compressed and maybe sealed: checking them is
	// cheap and comes before anything is unpacked.
	StoredSHA256 string `json:"storedSha256"`
	StoredSize   int64  `json:"storedSize"`
	File         string `json:"file"`
	Compression  string `json:"compression"` // zstd
	Encryption   string `json:"encryption"`  // EncryptionNone or EncryptionAge

	// Locked says that the manifest is sealed and was not opened: bank, owner and counts are not known then, and
	// OpenCompleteness is what Completeness says.
	Locked           bool   `json:"-"`
	OpenCompleteness string `json:"-"`
}

// NewImport is what is known about an import when its reply arrives.
type NewImport struct {
	// Environment is the badge on screen: sandbox, test or live; file for a reply from elsewhere.
	Environment     text.Text `json:"environment"`
	Target          text.Text `json:"target,omitzero"`
	OfficialName    text.Text `json:"officialName,omitzero"` // the bank's name for people; of a file from elsewhere the file's name
	OwnerExternalID text.Text `json:"ownerExternalId,omitzero"`
	CommandID       text.Text `json:"commandId,omitzero"`
	// State is the command's final state: a failed import is kept too.
	State text.Text `json:"state,omitzero"`
	Since text.Text `json:"since,omitzero"` // YYYY-MM-DD, as asked for
	// OwnerUnconfirmed says that the provider did not repeat the owner's id when it accepted the import.
	OwnerUnconfirmed bool `json:"ownerUnconfirmed,omitempty"`
}

// Counts are the numbers of what a reply holds.
type Counts struct {
	Owners       int `json:"owners"`
	Accounts     int `json:"accounts"`
	CreditCards  int `json:"creditCards"`
	Transactions int `json:"transactions"`
	Warnings     int `json:"warnings"`
	Partial      int `json:"partial,omitempty"` // accounts and cards whose history was cut short
	Unread       int `json:"unread,omitempty"`  // places of the reply that could not be read
	// Exception is the name of the error that the reply names beside what it holds.
	Exception string `json:"exceptionName,omitempty"`
}

// Completeness says in a word what is wrong with an import as a whole: that its command failed, that its reply could not
// be read, or that something of it is missing. It is empty for one that is whole.
func (m *Manifest) Completeness() string {
	switch {
	case m.Locked:
		return m.OpenCompleteness
	case m.State.String() != "successful" && !m.State.Empty():
		return "failed"
	case m.Counts == nil:
		return "not read"
	case m.Counts.Partial > 0 || m.Counts.Exception != "":
		return "partial"
	case m.Counts.Unread > 0:
		return "partly read"
	}
	return ""
}

// FileEnvironment is the environment of replies from elsewhere.
const FileEnvironment = "file"

// Bank is the bank's name for people, or else the catalog's. Of a file from elsewhere OfficialName is the file's name, which stands
// in only where its reply named no bank.
func (m *Manifest) Bank() text.Text {
	if m.Environment.String() == FileEnvironment {
		return text.First(m.Target, m.OfficialName)
	}
	return text.First(m.OfficialName, m.Target)
}

// Entry is one import in the archive.
type Entry struct {
	Manifest
	// ReadOnly says that a newer program wrote it: ErrNewer's words are the message.
	ReadOnly bool
	// Evicted says that the reply is not on this machine, but in a team's store: see Store.Evict.
	Evicted bool
	// Miscounted says why Counts are not told: they are not those that this machine wrote.
	Miscounted error
	// Damaged says why the import cannot be opened, as far as a look at it without reading it can tell.
	// ID is always set.
	Damaged error
}

// Expired reports whether Purge would delete the import.
func (e Entry) Expired(now time.Time) bool { return !e.Expires.IsZero() && !now.Before(e.Expires) }

const (
	manifestFile = "manifest.json"
	manifestMax  = 1 << 20
)

// readManifest reads and checks the manifest in an import's directory, and opens it where it is sealed and can be opened.
func (s *Store) readManifest(dir *os.Root, id string) (Manifest, error) {
	b, err := disk.ReadFile(dir, manifestFile, manifestMax)
	if errors.Is(err, ErrNotFound) {
		return Manifest{}, fmt.Errorf("%w: there is no manifest", ErrDamaged)
	}
	if err != nil {
		return Manifest{}, err
	}
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("%w: the manifest is not readable: %w", ErrDamaged, err)
	}
	if m.Schema == manifestSchema {
		if m, err = s.openManifest(b, m); err != nil {
			return m, err
		}
	}
	return m, m.check(id)
}

func (m *Manifest) check(id string) error {
	switch {
	case m.ID != id:
		return ErrExchanged
	case m.Schema < 1:
		return fmt.Errorf("%w: the manifest has no schema version", ErrDamaged)
	case m.Size < 0 || m.StoredSize < 0 || len(m.SHA256) != 64 && !m.Locked || len(m.StoredSHA256) != 64:
		return fmt.Errorf("%w: the manifest has no usable checksum", ErrDamaged)
	case m.File != replyFile && m.File != sealedFile && m.File != labelledFile || (m.File == labelledFile) != (m.Schema == manifestSchema):
		return fmt.Errorf("%w: the manifest names another file than an import has", ErrDamaged)
	case (m.File == replyFile) != (m.Encryption == EncryptionNone) || m.Encryption != EncryptionNone && m.Encryption != EncryptionAge || m.Compression != "zstd":
		return fmt.Errorf("%w: encryption %.20q or compression %.20q is not known", ErrDamaged, m.Encryption, m.Compression)
	}
	return nil
}
