package archivecmd

import (
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
)

// listedImport is one import of the list.
type listedImport struct {
	// Owners are the people and companies that the bank names; they are left out until the import was read.
	Owners   []text.Text `json:"owners,omitempty"`
	IBANs    []string    `json:"ibans,omitempty"`
	Employer text.Text   `json:"employer,omitzero"`
	// Lexicon is the version of the lexicon by which the employer was found.
	Lexicon string   `json:"lexicon,omitempty"`
	Case    string   `json:"case,omitempty"`
	Tags    []string `json:"tags,omitempty"`
	// Decision is approve, refer or reject. It counts where neither Waiting, for a second person, nor Stale is set: what it
	// rests on has changed since.
	Decision string `json:"decision,omitempty"`
	Waiting  bool   `json:"waiting,omitempty"`
	Stale    bool   `json:"stale,omitempty"`
	Status   string `json:"status,omitempty"`
	savedImport
	// Completeness is "failed", "not read", "partial" or "partly read"; it is left out of a whole import.
	Completeness string `json:"completeness,omitempty"`
	Damaged      string `json:"damaged,omitempty"`
	// Locked says that the archive is sealed and not unlocked: the rest is not known.
	Locked bool `json:"locked,omitempty"`
}

// savedImport is what the manifest of an import says, under the names that reports have.
type savedImport struct {
	Schema  int       `json:"schema"`
	ID      string    `json:"id"`
	Program text.Text `json:"program"` // version that saved it
	Saved   time.Time `json:"saved"`
	Expires time.Time `json:"expires,omitzero"` // from then on "aisdesk purge" deletes it; left out for never
	Bank    text.Text `json:"bank,omitzero"`    // as people know it: officialName, or target
	archive.NewImport
	Counts *archive.Counts `json:"counts,omitempty"` // left out until the reply was read
	// SHA256 and Size are of the reply as it came.
	SHA256 string `json:"sha256,omitempty"`
	Size   int64  `json:"size,omitzero"`
	// StoredSHA256 and StoredSize are of the file, which is compressed and maybe sealed.
	StoredSHA256 string `json:"storedSha256"`
	StoredSize   int64  `json:"storedSize"`
	File         string `json:"file"`
	Compression  string `json:"compression"`
	Encryption   string `json:"encryption"` // none or age
}

func savedOf(e *library.Entry) savedImport {
	m := &e.Manifest
	return savedImport{m.Schema, m.ID, m.Program, m.Created, m.Expires, e.Bank(), m.NewImport, m.Counts, m.SHA256, m.Size, m.StoredSHA256, m.StoredSize, m.File,
		m.Compression, m.Encryption}
}

func listed(index *library.Index, found []int32) []listedImport {
	out := make([]listedImport, len(found))
	for i, n := range found {
		e := index.Entry(int(n))
		out[i] = listedImport{Owners: e.Owners, IBANs: e.IBANs, Employer: e.Employer, Lexicon: e.Lexicon, Tags: e.Tags(), savedImport: savedOf(&e),
			Completeness: e.Completeness(), Locked: e.Locked}
		if e.Case != nil {
			out[i].Case, out[i].Status = e.Case.ID, e.Case.Status
			out[i].Decision, out[i].Waiting, out[i].Stale = e.Case.Decision, e.Case.Waiting, e.Case.Stale
		}
		if e.Damaged != nil {
			out[i].Damaged = e.Damaged.Error()
		}
	}
	return out
}
