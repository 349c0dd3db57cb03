package sandbox

import (
	"cmp"
	"slices"
	"strconv"
	"time"
)

// holding is what the sandbox keeps of an owner at a moment: finished imports within the retention, and uploads.
type holding struct {
	owner   *owner
	imports []*command
	uploads []*upload
	reads   uint64
	created time.Time
	updated time.Time
}

// hold gathers an owner's data; without any the owner is unknown.
func (c *call) hold() (*holding, *refusal) {
	id := c.ownerParam()
	if id == "" {
		return nil, refuse("InvalidParameter", "Parameter ownerExternalId is missing.")
	}
	h := c.state.hold(id, func(cmd *command) bool {
		_, e := c.rules.of(cmd.session.id, cmd.session.login)
		return c.stage(cmd, e, c.now).state == "successful" && c.now.Sub(cmd.started) <= retention
	}, func(u *upload) bool { return c.now.Sub(u.at) <= retention })
	if h == nil {
		return nil, refuse("InvalidOwnerExternalId", "Owner does not exist.")
	}
	return h, nil
}

func (st *state) hold(id string, alive func(*command) bool, fresh func(*upload) bool) *holding {
	st.mu.Lock()
	defer st.mu.Unlock()
	o := st.owners[id]
	if o == nil {
		return nil
	}
	h := &holding{owner: o, created: o.created, updated: o.created}
	for _, cmd := range o.commands {
		if !cmd.deleted && alive(cmd) {
			h.imports = append(h.imports, cmd)
			h.updated = later(h.updated, cmd.started)
		}
	}
	for _, u := range o.uploads {
		if fresh(u) {
			h.uploads = append(h.uploads, u)
			h.updated = later(h.updated, u.at)
		}
	}
	if len(h.imports)+len(h.uploads) == 0 {
		return nil
	}
	o.reads++
	h.reads = o.reads
	return h
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// newest leaves the newest import of each bank login: a second import of the same accounts replaces the first.
func (h *holding) newest() []*command {
	var out []*command
	seen := map[string]bool{}
	for _, cmd := range slices.Backward(h.imports) {
		key := cmd.session.target.Name + "\x00" + cmd.session.login
		if !seen[key] {
			seen[key] = true
			out = append(out, cmd)
		}
	}
	slices.SortFunc(out, func(a, b *command) int { return cmp.Or(a.started.Compare(b.started), cmp.Compare(a.id, b.id)) })
	return out
}

// ownerData is the aggregated data of an owner over all banks.
func ownerData(c *call) answer {
	h, r := c.hold()
	if r != nil {
		return answer{refusal: r}
	}
	return answer{owner: h.owner.id, schema: "get_data.xsd", final: true, xml: func(x *xmlWriter) {
		p := printer{x: x, dice: chance(c.options.Seed, "data "+h.owner.id+" "+strconv.FormatUint(h.reads, 10)), partial: c.effects.partial}
		origin := "scraper"
		if len(h.imports) == 0 {
			origin = "upload"
		}
		x.open("owner", attr{"externalId", h.owner.id}, attr{"createdAt", stampMicro(h.created)}, attr{"updatedAt", stampMicro(h.updated)},
			attr{"origin", origin}, attr{"lastChange", stampMicro(h.updated)})
		for _, cmd := range h.newest() {
			t := cmd.session.target
			x.open("target", attr{"name", t.Name}, attr{"officialName", t.OfficialName}, attr{"institution", t.Institution})
			st := c.statement(cmd, c.effects)
			st.collect = true
			p.holdings(st)
			x.close("target")
		}
		for _, u := range h.uploads {
			x.open("target", attr{"name", "Upload"}, attr{"officialName", "Upload"}, attr{"institution", "Upload"})
			p.holdings(&statement{customer: u.customer, collect: true})
			x.close("target")
		}
		x.close("owner")
	}}
}

// deleteData removes an owner's data before the retention ends. Results of its commands go too.
func deleteData(c *call) answer {
	h, r := c.hold()
	if r != nil {
		return answer{refusal: r}
	}
	c.state.forget(h.owner.id)
	return answer{owner: h.owner.id}
}

// forget deletes what is known of an owner.
func (st *state) forget(id string) {
	st.mu.Lock()
	defer st.mu.Unlock()
	if o := st.owners[id]; o != nil {
		for _, cmd := range o.commands {
			cmd.deleted = true
		}
		delete(st.owners, id)
	}
}

// ownerParam takes the id from the parameters or from the JSON body.
func (c *call) ownerParam() string {
	return cmp.Or(c.params.Get("ownerExternalId"), c.bodyOwner)
}
