package app

import (
	"context"
	"fmt"
	"io"

	"filippo.io/age"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/bundle"
	"aisdesk/aisclient/signature"
)

// Bundle writes a report, the replies that it rests on and the events of its case into one file that is sealed to
// recipients. With sign the report is signed by the key of the settings. It fails as Sign and bundle.Write do, and where the
// archive or the objects of the case cannot be read.
func (r Reports) Bundle(ctx context.Context, w io.Writer, to []age.Recipient, d Dataset, doc *report.Document, sign bool) error {
	c := bundle.Contents{At: r.a.opts.Now()}
	var err error
	if c.Report, err = doc.JSON(); err != nil {
		return err
	}
	if sign {
		if c.Signature, err = r.Sign(ctx, c.Report); err != nil {
			return err
		}
	}
	store, err := r.a.archive.get()
	if err != nil {
		return err
	}
	for _, i := range doc.Imports {
		c.Replies = append(c.Replies, bundle.Reply{ID: i.ID, Size: i.Size, Open: func() (io.ReadCloser, error) { return store.Raw(i.ID) }})
	}
	if d.Case != "" {
		objects, err := cases.Objects(ctx, r.a.Cases.Cases, d.Case)
		if err != nil {
			return err
		}
		for _, o := range objects {
			c.Events = append(c.Events, bundle.Object(o))
		}
	}
	return bundle.Write(w, to, c)
}

// Sign signs the JSON of a report with the SSH key of the settings: the key file or the key of ssh-agent that they name. It fails
// as signature.Open and Signer.Sign do.
func (r Reports) Sign(ctx context.Context, document []byte) ([]byte, error) {
	s, err := signature.Open(ctx, r.a.Config.Case.Key, r.a.opts.Passphrase)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.Sign(signature.Report, document)
}

// filed records in the case of a dataset that a report was written to a file; of an import without a case nothing is.
func (r Reports) filed(ctx context.Context, d Dataset, doc *report.Document) error {
	if d.Case == "" || d.Acts == nil {
		return nil
	}
	sum, err := doc.Digest()
	if err != nil {
		return err
	}
	_, err = r.a.Cases.Act(ctx, d.Case, casefile.Report{ID: doc.ID, SHA256: sum, Level: string(doc.Level), Head: d.Acts.State.Head})
	if err != nil {
		return fmt.Errorf("the report is written, but its case does not say so: %w", err)
	}
	return nil
}
