package replica

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// pullBook takes in what the team judges by. What cannot be taken in is a problem that holds nothing else up.
func (r *acts) pullBook(ctx context.Context, all map[string]objects.Info, rep *Report) error {
	shared := false
	for name := range all {
		shared = shared || strings.HasPrefix(name, team.BookPrefix)
	}
	for range r.own.List(ctx, team.BookPrefix, "") {
		shared = true
		break
	}
	if !shared {
		return nil
	}
	j, err := r.book.Pull(ctx)
	for _, what := range j.NewlyIgnored {
		rep.Problems = append(rep.Problems, fmt.Sprintf("of what the team judges by, %s. Ask that person; \"aisdesk team changes\" lists it", what))
	}
	if err != nil {
		if stops(err) {
			return err
		}
		rep.Problems = append(rep.Problems, err.Error())
	}
	return nil
}

// CopyBook copies what the team judges by, as far as it is here, to the archive in another directory: Join brings it into a store from
// there. It fails where that directory cannot be written, where a copy here cannot be read, and with ctx's error.
func (r *Replica) CopyBook(ctx context.Context, dir string) error {
	to := filepath.Join(dir, dirName)
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	copies, err := objects.OpenFolder(to)
	if err != nil {
		return err
	}
	for o, err := range r.own.List(ctx, team.BookPrefix, "") {
		var b []byte
		if err == nil {
			b, err = r.own.Get(ctx, o.Name)
		}
		if err == nil {
			err = copies.Create(ctx, o.Name, b)
		}
		if err != nil && !errors.Is(err, objects.ErrExists) {
			return errors.Join(err, copies.Close())
		}
	}
	return copies.Close()
}

// bringBook takes what this machine's team judged by along into a store in which it begins a team. Where it takes part in one
// that is there, that one's counts.
func (r *Replica) bringBook(ctx context.Context) error {
	known, err := r.Team.Known()
	if err != nil {
		return err
	}
	for o, err := range r.own.List(ctx, team.BookPrefix, "") {
		switch {
		case err != nil:
			return err
		case len(known.Members) > 1:
			err = r.own.Delete(ctx, o.Name)
		default:
			err = r.bringLink(ctx, o.Name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *Replica) bringLink(ctx context.Context, name string) error {
	sealed, err := r.own.Get(ctx, name)
	if err != nil {
		return err
	}
	plain, err := r.Archive.OpenBytes(sealed)
	if err != nil {
		return err
	}
	if sealed, err = r.Team.Seal(plain); err != nil {
		return err
	}
	if err := r.Store.Create(ctx, name, sealed); !errors.Is(err, objects.ErrExists) {
		return err
	}
	return nil // brought before
}
