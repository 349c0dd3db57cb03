package casecmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"filippo.io/age"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report/bundle"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// sealed reports whether a file is sealed as bundles are.
func sealed(path string) bool {
	f, err := config.OpenFile(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 64)
	n, _ := io.ReadFull(f, head)
	return bundle.Sealed(head[:n])
}

// checkBundle checks a bundle without the archive.
func checkBundle(ctx context.Context, path string, keyFiles []string) (_ []*cases.Checked, err error) {
	if len(keyFiles) == 0 {
		return nil, cli.Usage(errors.New("a bundle is sealed: --identity names the age key file that opens it"))
	}
	var keys []age.Identity
	for _, name := range keyFiles {
		more, err := identitiesOf(name)
		if err != nil {
			return nil, fmt.Errorf("--identity %s: %w", text.Clean(name), err)
		}
		keys = append(keys, more...)
	}
	f, err := config.OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	c, err := bundle.Check(ctx, f, keys...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", text.Clean(path), err)
	}
	out := &cases.Checked{Bundle: path, Events: c.Events, Signed: c.Signed, Replies: c.Replies, Problems: c.Problems, Notes: c.Notes}
	return []*cases.Checked{out}, nil
}

func identitiesOf(name string) ([]age.Identity, error) {
	b, err := config.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return bundle.Identities(b)
}

// hasSignature reports whether a signature lies beside a file: then the file was a report.
func hasSignature(path string) bool {
	_, err := os.Stat(path + ".sig")
	return err == nil
}

// signed checks the signature that lies beside a report, where one does, and says where it is not of this machine's key.
func signed(ctx context.Context, a *app.App, r *cases.Checked, path string, document []byte) {
	armored, err := config.ReadFile(path + ".sig")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		r.Problems = append(r.Problems, casefile.Problem{What: "the signature: " + err.Error()})
		return
	}
	if err == nil && len(armored) == 0 {
		r.Problems = append(r.Problems, casefile.Problem{What: text.Clean(path+".sig").String() + ": the signature is empty"})
		return
	}
	key, note, err := bundle.Signature(document, armored)
	if err != nil {
		r.Problems = append(r.Problems, casefile.Problem{What: text.Clean(path+".sig").String() + ": " + err.Error()})
		return
	}
	r.Notes = append(r.Notes, note)
	if own, known := cases.OwnKey(ctx, a.Cases.Cases); key != nil && known && own.Fingerprint != key.Fingerprint {
		r.Notes = append(r.Notes, "The key of your settings is another one: "+own.Fingerprint+".")
	}
}
