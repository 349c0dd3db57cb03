package cli

import (
	"context"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/text"
)

// IDHelp says how saved imports are named on a command line.
const IDHelp = `ID is the id of a saved import as "aisdesk list" prints it, the beginning of that id or of its part after the hyphen,
or latest for the newest import.`

// WithApp makes the App of the settings for a command that works on this machine alone.
func (prog *Program) WithApp(do func(*app.App) error) error {
	a, err := prog.App(SandboxFlags{})
	if err != nil {
		return err
	}
	defer a.Close()
	return do(a)
}

// WithDataset finds a reply, by the id of an import or the name of a file, and reads it to its end.
func (prog *Program) WithDataset(ctx context.Context, name string, do func(*app.App, app.Dataset, *aisclient.Import) error) error {
	return prog.WithApp(func(a *app.App) error {
		d, err := prog.Dataset(ctx, a, name)
		if err != nil {
			return err
		}
		return do(a, d, d.Ledger.Import())
	})
}

// Dataset finds a reply, by the id of an import or the name of a file, and reads it to its end.
func (prog *Program) Dataset(ctx context.Context, a *app.App, name string) (app.Dataset, error) {
	r, err := a.Find(ctx, name)
	if err != nil {
		return app.Dataset{}, err
	}
	if r.Dataset.ID != "" {
		if err := a.Unlock(ctx); err != nil {
			return app.Dataset{}, err
		}
	}
	d := r.Dataset
	d.Ledger, _, err = r.Load(ctx, nil)
	return d, err
}

// WarnOfEntries says which entries of the user's own lexicon are left out, before something is judged without them.
func (s Streams) WarnOfEntries(a *app.App) {
	_, problems := a.Lexicon()
	for _, p := range problems {
		fmt.Fprintf(s.Err, "warning: %s: the entry is left out; \"aisdesk lexicon check\" tells more\n", text.Clean(p.Error()))
	}
}
