package replica_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/aisclient/replica"
	"aisdesk/aisclient/team"
	"aisdesk/aisclient/text"
)

// machine is one person's machine.
type machine struct {
	*replica.Replica
	t       *testing.T
	dir     string
	archive *archive.Store
	folder  *objects.Folder
	team    *team.Client
	name    string
	now     time.Time
}

const passphrase = "seven invented words for a test only"

// newMachine makes a machine with an archive of its own, or opens the one in dir again.
func newMachine(t *testing.T, server *s3test.Server, name, dir string) *machine {
	t.Helper()
	return openMachine(t, server.Address(), name, dir, 0)
}

func openMachine(t *testing.T, address *url.URL, name, dir string, room int64) *machine {
	t.Helper()
	bucket, err := s3.Open(address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return machineOn(t, bucket, name, dir, room)
}

// machineOn is a machine of a team that shares any store.
func machineOn(t *testing.T, bucket objects.Store, name, dir string, room int64) *machine {
	t.Helper()
	d := &machine{t: t, name: name, dir: dir}
	var err error
	d.archive, err = archive.Open(filepath.Join(dir, "data"), archive.Options{PinDir: filepath.Join(dir, "state"), Now: d.clock,
		Deleted: func(id string, why archive.Expiry) error { return d.Deleted(id, why) }, Fetch: func(ctx context.Context, id string) (io.ReadCloser, error) { return d.Fetch(ctx, id) }})
	d.must(err)
	if kind, _ := d.archive.Encryption(); kind == seal.None {
		d.must(d.archive.Key.SetPassphrase(context.Background(), aisclient.NewSecret(passphrase)))
	} else {
		d.must(d.archive.Key.Unlock(t.Context(), aisclient.NewSecret(passphrase)))
	}
	d.folder, err = objects.OpenFolder(filepath.Join(dir, "data"))
	d.must(err)
	d.team = &team.Client{Store: bucket, Key: d.archive, Recipient: d.archive.Key.Recipient, Pin: filepath.Join(dir, "state", "team.json"), Now: d.clock}
	d.Replica, err = replica.Open(replica.Options{Archive: d.archive, Dir: filepath.Join(dir, "data"), Folder: d.folder, Store: bucket, Team: d.team,
		Address: "s3://team", CacheBytes: room, InForce: filepath.Join(dir, "state", "judgement.json"), Now: d.clock, Author: func(context.Context) (casefile.Author, error) { return casefile.Author{Name: name}, nil }})
	d.must(err)
	t.Cleanup(func() { _ = errors.Join(d.Close(), d.folder.Close(), d.archive.Close()) })
	return d
}

func (d *machine) clock() time.Time {
	if d.now.IsZero() {
		return time.Now()
	}
	return d.now
}

func (d *machine) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatalf("%s: %v", d.name, err)
	}
}

func (d *machine) author() team.Author { return team.Author{Name: d.name} }

func (d *machine) member() team.Member {
	r, err := d.archive.Key.Recipient()
	d.must(err)
	return team.Member{Name: d.name, Recipient: r, Role: team.Analyst}
}

// begin makes its person the first member of a team.
func (d *machine) begin() error { return d.Book().Begin(d.t.Context(), d.member(), d.author(), "") }

func (d *machine) sync() replica.Report {
	d.t.Helper()
	rep, err := d.Sync(d.t.Context())
	if err != nil || len(rep.Problems) > 0 {
		d.t.Fatalf("%s: %v, %+v", d.name, err, rep)
	}
	return rep
}

// newTeam is a team of people whose machines share a bucket.
func newTeam(t *testing.T, names ...string) (*s3test.Server, []*machine) {
	t.Helper()
	server := s3test.New(t)
	var all []*machine
	for i, name := range names {
		d := newMachine(t, server, name, t.TempDir())
		if i == 0 {
			d.must(d.begin())
		} else {
			_, err := all[0].team.Change(t.Context(), team.Add, d.member(), all[0].author())
			d.must(err)
		}
		all = append(all, d)
	}
	for _, d := range all {
		_, _, err := d.team.Look(t.Context())
		if errors.Is(err, team.ErrUnknownChange) {
			_, err = d.team.Trust(t.Context())
		}
		d.must(err)
		_, err = d.Join(t.Context(), nil)
		d.must(err)
	}
	return server, all
}

// save saves an import.
func (d *machine) save(reply string) string {
	d.t.Helper()
	e, err := d.archive.Save(d.t.Context(), archive.NewImport{Environment: text.Clean("sandbox"), Target: text.Clean("KontoBank"),
		OwnerExternalID: text.Clean("owner-" + d.name)}, []byte(reply))
	d.must(err)
	return e.ID
}

func (d *machine) reply(id string) string {
	d.t.Helper()
	r, err := d.archive.Raw(id)
	if err != nil {
		return "error: " + err.Error()
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		return "error: " + err.Error()
	}
	return string(b)
}

func (d *machine) log(id string) *casefile.Log {
	return casefile.Start(d.Cases(), id, casefile.LogOptions{Seal: d.Seal(), Now: d.clock})
}

func (d *machine) act(id string, a casefile.Act) error {
	l := d.log(id)
	if err := l.Refresh(d.t.Context()); err != nil {
		return err
	}
	_, err := l.Append(d.t.Context(), a, casefile.Author{Name: d.name})
	return err
}

func (d *machine) state(id string) *casefile.State {
	d.t.Helper()
	l := d.log(id)
	d.must(l.Refresh(d.t.Context()))
	return l.State()
}

// bucket is everything in the store, by name.
func bucket(t *testing.T, server *s3test.Server) map[string][]byte {
	t.Helper()
	b, err := s3.Open(server.Address(), nil)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for o, err := range b.List(t.Context(), "", "") {
		if err != nil {
			t.Fatal(err)
		}
		if all[o.Name], err = b.Get(t.Context(), o.Name); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// all is everything that an archive holds, opened, by what it is.
func (d *machine) all() map[string]string {
	d.t.Helper()
	out := map[string]string{}
	list, err := d.archive.List()
	d.must(err)
	for _, e := range list {
		if e.Damaged != nil {
			files, err := d.archive.Files(e.ID)
			d.must(err)
			for name, b := range files {
				out[e.ID+" damaged "+name] = string(b)
			}
			continue
		}
		out[e.ID] = fmt.Sprintf("%s %v %v %v %v %s", d.reply(e.ID), e.NewImport, e.Counts, e.Created, e.Expires, e.SHA256)
		names, err := d.archive.Attachments(e.ID)
		d.must(err)
		for _, name := range names {
			b, err := d.archive.Attachment(e.ID, name)
			d.must(err)
			out[e.ID+" "+name] = string(b)
		}
	}
	for _, prefix := range []string{"cases/", "case-of/"} {
		for o, err := range d.folder.List(d.t.Context(), prefix, "") {
			d.must(err)
			b, err := d.folder.Get(d.t.Context(), o.Name)
			d.must(err)
			if prefix == "cases/" {
				if b, err = d.archive.OpenBytes(b); err != nil {
					b = []byte("error: " + err.Error())
				}
			}
			out[o.Name] = string(b)
		}
	}
	return out
}

func same(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for k, v := range want {
		if got[k] != v {
			t.Errorf("%s: %s is %.200q, want %.200q", what, k, got[k], v)
		}
	}
	for k := range got {
		if _, ok := want[k]; !ok {
			t.Errorf("%s: %s is there and should not be", what, k)
		}
	}
}

func contains(t *testing.T, server *s3test.Server, words ...string) (found []string) {
	for name, b := range bucket(t, server) {
		for _, w := range words {
			if bytes.Contains(b, []byte(w)) || strings.Contains(name, w) {
				found = append(found, name+" holds "+w)
			}
		}
	}
	slices.Sort(found)
	return found
}

func copyDir(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}
