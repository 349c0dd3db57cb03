package remote

import (
	"context"
	"encoding/json"
	"path/filepath"

	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/team"
)

// Judgement reads what the team judges by, with the proposals and their reviews. With an error it is as this machine read it
// last.
func (r *Remote) Judgement(ctx context.Context) (*team.Judgement, error) {
	o, err := r.open()
	if err != nil {
		return nil, err
	}
	chain, _, err := o.team.Look(ctx)
	if err != nil {
		j, read := o.Book().Read(ctx)
		if read != nil {
			return nil, read
		}
		return j, err
	}
	j, err := o.Book().Pull(ctx)
	for i := range j.Proposals {
		j.Proposals[i].AuthorOut = chain.Removed(&j.Proposals[i].Link)
	}
	if told := judged(r); err == nil {
		err = told
	}
	return j, err
}

// Propose proposes another lexicon or policy: see team.Book. Without a store that is shared it fails with ErrNoStore.
func (r *Remote) Propose(ctx context.Context, e team.Entry) (*team.Entry, error) {
	return write(ctx, r, func(b *team.Book, by team.Author) (*team.Entry, error) { return b.Propose(ctx, e, by) })
}

// Review accepts or rejects a proposal of somebody else. It fails as team.Book.Review does, and with ErrNoStore.
func (r *Remote) Review(ctx context.Context, proposal int64, accept bool, reason string) (*team.Entry, error) {
	return write(ctx, r, func(b *team.Book, by team.Author) (*team.Entry, error) {
		return b.Review(ctx, proposal, accept, reason, by)
	})
}

func write(ctx context.Context, r *Remote, do func(*team.Book, team.Author) (*team.Entry, error)) (*team.Entry, error) {
	o, by, err := openAs(ctx, r)
	if err != nil {
		return nil, err
	}
	e, err := do(o.Book(), by)
	if told := judged(r); err == nil {
		err = told
	}
	return e, err
}

func inForceFile(r *Remote) string {
	return filepath.Join(r.deps.StateDir, team.InForceFile(r.deps.Address))
}

// InForce is what the team judged by when that was read last; nil where nothing was ever shared. Nothing is asked of the store.
// It fails as team.ReadInForce does.
func (r *Remote) InForce() (*team.InForce, error) {
	if !r.Shared() {
		return nil, nil
	}
	return team.ReadInForce(inForceFile(r))
}

// CopyJudgement brings what the team judges by along to an archive in a directory that nobody shares: reports there are judged by it,
// too. It returns what is in force; nil where nothing was ever shared. It fails as InForce and replica.Replica.CopyBook do, and
// where what is in force cannot be written.
func CopyJudgement(ctx context.Context, r *Remote, dir string) (*team.InForce, error) {
	f, err := r.InForce()
	if err != nil || f == nil {
		return nil, err
	}
	o, err := r.open()
	if err != nil {
		return nil, err
	}
	if err := o.CopyBook(ctx, dir); err != nil {
		return nil, err
	}
	b, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(r.deps.StateDir, team.InForceFile(team.FolderAddress(dir)))
	return f, atomicfile.WriteFile(file, atomicfile.Options{Durable: true}, atomicfile.Bytes(b))
}

// judged tells what is in force.
func judged(r *Remote) error {
	f, err := r.InForce()
	if err == nil && f != nil {
		r.deps.Judged(f)
	}
	return err
}
