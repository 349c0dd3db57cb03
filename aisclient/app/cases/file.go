package cases

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// FileEnvironment is the environment of a statement file in the archive: it is the badge that the file bears.
const FileEnvironment = archive.FileEnvironment

// maxFile is the largest statement file in bytes.
const maxFile = 256 << 20

// AddFile saves a statement file in the archive and brings it into a case. owner is the id of the person who brought it;
// it may be empty. A file that is no reply of the provider is refused. It also fails as Get and AddImport do, and where the file
// cannot be read or the import not be saved.
func (c *Cases) AddFile(ctx context.Context, id, path, owner string) (importID string, err error) {
	_, store, err := c.open()
	if err != nil {
		return "", err
	}
	s, err := c.Get(ctx, id)
	if err != nil {
		return "", err
	}
	if path == "-" {
		return "", errors.New("a statement is added from a file, whose name it keeps, not from standard input: save it first")
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return "", err
	case info.IsDir():
		return "", fmt.Errorf("%s is a folder: name a file in it", text.Clean(path))
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is a pipe or a device, and no file whose name the statement could keep: save it as one first", text.Clean(path))
	case info.Size() > maxFile:
		return "", fmt.Errorf("%s has more than %d MB, which is the most that is read", text.Clean(path), maxFile>>20)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	_, imp, err := ledger.Load(ctx, bytes.NewReader(raw), aisclient.DecodeOptions{MaxBytes: maxFile}, nil)
	if err != nil {
		return "", fmt.Errorf("%s: %w", text.Clean(path), err)
	}
	name, state := text.Clean(filepath.Base(path)), aisclient.StateSuccessful
	if imp.Command != nil && imp.Command.State != "" {
		state = imp.Command.State
	}
	entry, err := store.Save(ctx, archive.NewImport{Environment: text.Clean(FileEnvironment), Target: banksOf(store, s, imp), OfficialName: name, OwnerExternalID: text.Clean(owner),
		State: text.Clean(string(state))}, raw)
	if err != nil {
		return "", err
	}
	if err := store.SetCounts(entry.ID, intake.CountsOf(imp)); err != nil {
		return "", err
	}
	if err := c.AddImport(ctx, id, entry.ID); err != nil {
		if errors.Is(err, casefile.ErrNotAllowed) {
			err = errors.Join(err, store.Delete(entry.ID)) // nothing of it is to stay
		}
		return "", err
	}
	return entry.ID, nil
}

// banksOf are the banks of a statement file as the imports of its case call them, or else as its reply does.
func banksOf(store *archive.Store, s *casefile.State, imp *aisclient.Import) text.Text {
	called := map[string]text.Text{}
	for _, i := range s.Imports {
		if e, err := store.Get(i.Import); err == nil {
			called[e.Target.String()] = e.Bank()
		}
	}
	var banks []text.Text
	for _, t := range imp.Targets {
		bank := text.First(t.OfficialName, called[t.Name.String()], t.Name)
		if !bank.Empty() && !slices.ContainsFunc(banks, bank.Equal) {
			banks = append(banks, bank)
		}
	}
	return text.Join(banks, ", ")
}
