package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/replyfile"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/text"
)

// PassphraseHelp says how a program gives the passphrase of an archive.
const PassphraseHelp = `Where no terminal can ask for the passphrase of an encrypted archive, the environment variable AISDESK_PASSPHRASE_FILE names a
file of yours alone whose first line it is.`

// IDHelp says how saved imports are named on a command line, and how a program opens them.
const IDHelp = `ID is the id of a saved import as "aisdesk list" prints it, the beginning of that id or of its part after the hyphen,
or latest for the newest import.

` + PassphraseHelp

// WithApp makes the App of the settings for a command that works on this machine alone. It fails as App does, or with do's error.
func (prog *Program) WithApp(do func(*app.App) error) error {
	CollectRarely(prog.Getenv)
	a, err := prog.App(SandboxFlags{})
	if err != nil {
		return err
	}
	defer a.Close()
	var once sync.Once
	a.Remote.Answers.OnSlow(func(host string) {
		once.Do(func() {
			fmt.Fprintf(prog.Remarks(), "waiting for the team's store at %s; Ctrl+C ends it\n", text.Clean(host))
		})
	})
	if err := do(a); err != nil {
		return err
	}
	prog.TellStore(a)
	return nil
}

// TellStore says as of when things were seen, and how much waits, where the store of a team could not be read or sent to.
func (prog *Program) TellStore(a *app.App) {
	if s, err := a.Remote.Status(context.Background()); err == nil && s.Problem != "" {
		fmt.Fprintf(prog.Remarks(), "The team's store: %s.\n", text.Clean(s.Line(time.Now())))
	}
}

// TellClock says where this machine's clock cannot be right: nothing is deleted by it then, and what is saved keeps the later day.
func TellClock(prog *Program, a *app.App) {
	if doubt, wrong := errors.AsType[*archive.ClockError](a.Library.DoubtClock()); wrong {
		fmt.Fprintln(prog.Err, doubt.Warning())
	}
}

// WithDataset finds a reply, by the id of an import or the name of a file, and reads it to its end. It fails as WithApp and
// Dataset do, or with do's error.
func (prog *Program) WithDataset(ctx context.Context, name string, do func(*app.App, app.Dataset, *aisclient.Import) error) error {
	return prog.WithApp(func(a *app.App) error {
		d, err := prog.Dataset(ctx, a, name)
		if err != nil {
			return err
		}
		return do(a, d, d.Ledger.Import())
	})
}

// Dataset reads an import or a file, with the acts of its case, or the imports of a case as one. It fails as app.App.Find and
// unlocked do, and where the reply or the acts cannot be read.
func (prog *Program) Dataset(ctx context.Context, a *app.App, name string) (app.Dataset, error) {
	r, err := a.Find(ctx, name)
	if err != nil {
		d, err := prog.caseDataset(ctx, a, name, err)
		tellOf(prog.Err, d)
		return d, err
	}
	tellTwo(prog.Err, name, r)
	if r, err = unlocked(ctx, a, r); err != nil {
		return app.Dataset{}, err
	}
	d := r.Dataset
	if d.Ledger, _, err = r.Load(ctx, nil); err != nil {
		return d, err
	}
	d, err = a.Cases.Lay(ctx, d)
	tellOf(prog.Err, d)
	return d, err
}

// tellOf warns of imports of a dataset that have expired, and of an act of its case that cannot be read, and so stands in none of
// its figures.
func tellOf(w io.Writer, d app.Dataset) {
	tellExpired(w, d)
	if d.Acts != nil && d.Acts.State.Newer != "" {
		fmt.Fprintf(w, "warning: case %s: %s. What it says is in no figure\n", d.Acts.State.ID, text.Clean(d.Acts.State.Newer))
	}
}

// tellExpired warns of imports of a dataset whose time is over, though they are still there.
func tellExpired(w io.Writer, d app.Dataset) {
	for _, said := range d.Expired {
		fmt.Fprintf(w, "warning: %s\n", said)
	}
}

// tellTwo says which was taken where a word means both the newest import and a file.
func tellTwo(w io.Writer, name string, r app.Reply) {
	if _, err := os.Stat(name); err == nil && archive.Newest(name) && r.Dataset.ID != "" {
		fmt.Fprintf(w, "warning: %s is the newest import, %s; the file of that name here is %s\n", name, r.Dataset.ID, "."+string(filepath.Separator)+name)
	}
}

// WithPortfolio runs do with the ids of saved imports or cases, once the archive is unlocked. It fails as App.Unlock and
// Portfolio.IDs do; an id to continue after that is none is a mistake of the command line.
func WithPortfolio(ctx context.Context, prog *Program, s portfolio.Selection, do func(a *app.App, ids []string) error) error {
	return prog.WithApp(func(a *app.App) error {
		if err := DataDirThere(prog, a); err != nil {
			return err
		}
		if err := a.Unlock(ctx); err != nil {
			return err
		}
		prog.WarnOfEntries(a)
		ids, err := a.Portfolio.IDs(ctx, s)
		if errors.Is(err, portfolio.ErrAfter) {
			return Usage(fmt.Errorf("--after %w", err))
		}
		if err != nil {
			return err
		}
		return do(a, ids)
	})
}

// DataDirThere fails where the command line names a directory of imports that is not there, for a command that makes none.
func DataDirThere(prog *Program, a *app.App) error {
	if dir := prog.Flags["data-dir"]; dir != "" {
		_, err := os.Stat(a.Config.DataDir)
		if _, nowhere := replyfile.LeadsNowhere(a.Config.DataDir); nowhere {
			return Usage(fmt.Errorf("--data-dir: %w", err)) // linkSaid says where the link leads
		}
		if errors.Is(err, fs.ErrNotExist) {
			return Usage(fmt.Errorf("--data-dir: there is no folder %s", text.Clean(dir)))
		}
	}
	return nil
}

// unlocked unlocks the archive for an import that was found, and finds it anew: of a sealed one the customer, the period and
// the checksum, by which rows have their ids, are known from then on. A file stays as it is. It fails as app.App.Unlock and Open
// do.
func unlocked(ctx context.Context, a *app.App, r app.Reply) (app.Reply, error) {
	if r.Dataset.ID == "" {
		return r, nil
	}
	if err := a.Unlock(ctx); err != nil {
		return r, err
	}
	return a.Open(ctx, r.Dataset.ID)
}

// Reply finds an import or a file, or the imports of a case as one, and unlocks the archive for it. It fails as app.App.Find,
// unlocked and app.App.Open do.
func (prog *Program) Reply(ctx context.Context, a *app.App, name string) (app.Reply, error) {
	r, err := a.Find(ctx, name)
	if err == nil {
		tellTwo(prog.Err, name, r)
		return unlocked(ctx, a, r)
	}
	id, err := caseID(ctx, a, name, err)
	if err != nil {
		return app.Reply{}, err
	}
	return a.Open(ctx, id)
}

// caseID is the case that a word means; where it means none the error of looking for an import stays.
func caseID(ctx context.Context, a *app.App, name string, notFound error) (string, error) {
	ids, err := a.Cases.IDs(ctx)
	if err != nil || len(ids) == 0 {
		return "", notFound
	}
	if err := a.Unlock(ctx); err != nil {
		return "", err
	}
	id, err := a.Cases.Find(ctx, name)
	if errors.Is(err, casefile.ErrNotFound) {
		return "", notFound
	}
	return id, err
}

// CaseDataset reads a case by its id, and warns of imports of it that have expired. It fails as app.Cases.Dataset does.
func CaseDataset(ctx context.Context, s Streams, a *app.App, id string) (app.Dataset, error) {
	d, err := a.Cases.Dataset(ctx, id)
	tellExpired(s.Err, d)
	return d, err
}

// caseDataset reads a case.
func (prog *Program) caseDataset(ctx context.Context, a *app.App, name string, notFound error) (app.Dataset, error) {
	id, err := caseID(ctx, a, name, notFound)
	if err != nil {
		return app.Dataset{}, err
	}
	d, err := a.Cases.Dataset(ctx, id)
	if err != nil {
		return d, err
	}
	for _, m := range d.View.Missing {
		fmt.Fprintf(prog.Err, "warning: %s\n", text.Clean(m.String()))
	}
	return d, nil
}

// WarnOfEntries says which entries of the user's own lexicon are left out, before something is judged without them.
func (s Streams) WarnOfEntries(a *app.App) {
	_, problems := a.Lexicon()
	for _, p := range problems {
		fmt.Fprintf(s.Err, "warning: %s: the entry is left out; \"aisdesk lexicon check\" tells more\n", text.Clean(p.Error()))
	}
}
