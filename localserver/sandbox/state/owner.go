package state

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
)

// Upload is data of an owner that did not come from a bank.
type Upload struct {
	id       string
	At       time.Time
	Customer *bank.Customer
}

// OwnerData is what the sandbox keeps of an owner at a moment: finished imports within the retention, and uploads.
type OwnerData struct {
	ID      string // the ownerExternalId
	Imports []*Command
	Uploads []*Upload
	Reads   uint64
	Created time.Time
	Updated time.Time
}

// OwnerData gathers what is kept of an owner: imports that are alive and uploads that are fresh. It is nil if there is
// nothing, or no such owner.
func (st *State) OwnerData(id string, alive func(*Command) bool, fresh func(*Upload) bool) *OwnerData {
	st.mu.Lock()
	defer st.mu.Unlock()
	o := st.owners[id]
	if o == nil {
		return nil
	}
	h := &OwnerData{ID: id, Created: o.created, Updated: o.created}
	for _, cmd := range o.commands {
		if !cmd.deleted && alive(cmd) {
			h.Imports = append(h.Imports, cmd)
			h.Updated = later(h.Updated, cmd.Started)
		}
	}
	for _, u := range o.uploads {
		if fresh(u) {
			h.Uploads = append(h.Uploads, u)
			h.Updated = later(h.Updated, u.At)
		}
	}
	if len(h.Imports)+len(h.Uploads) == 0 {
		return nil
	}
	o.reads++
	h.Reads = o.reads
	return h
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Newest leaves the newest import of each bank login: a second import of the same accounts replaces the first.
func (h *OwnerData) Newest() []*Command {
	var out []*Command
	seen := map[string]bool{}
	for _, cmd := range slices.Backward(h.Imports) {
		key := cmd.Session.Target.Name + "\x00" + cmd.Session.Login
		if !seen[key] {
			seen[key] = true
			out = append(out, cmd)
		}
	}
	slices.SortFunc(out, func(a, b *Command) int { return cmp.Or(a.Started.Compare(b.Started), cmp.Compare(a.ID, b.ID)) })
	return out
}

// ForgetOwner deletes what is known of an owner.
func (st *State) ForgetOwner(id string) {
	st.mu.Lock()
	defer st.mu.Unlock()
	if o := st.owners[id]; o != nil {
		for _, cmd := range o.commands {
			cmd.deleted = true
		}
		delete(st.owners, id)
	}
}

// AddUpload keeps data of an owner and returns the id of the upload.
func (st *State) AddUpload(owner string, customer *bank.Customer, now time.Time) string {
	st.mu.Lock()
	defer st.mu.Unlock()
	u := &Upload{id: Digest(st.seed, "upload "+st.number(), 32), At: now, Customer: customer}
	o := st.ownerOf(owner, now)
	o.uploads = append(o.uploads, u)
	return u.id
}

// CheckOwnerID refuses ids that could not be written back.
func CheckOwnerID(id string) *scenario.Refusal {
	if len(id) > 255 || strings.ContainsFunc(id, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0xfffd }) {
		return scenario.Refuse("InvalidOwnerExternalId", "Parameter ownerExternalId is malformed.").WithStatus(400)
	}
	return nil
}
