package api

import (
	"cmp"
	"strconv"

	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// hold gathers an owner's data; without any the owner is unknown.
func (c *call) hold() (*state.OwnerData, *scenario.Refusal) {
	id := c.ownerParam()
	if id == "" {
		return nil, scenario.Refuse("InvalidParameter", "Parameter ownerExternalId is missing.")
	}
	h := c.State.OwnerData(id, func(cmd *state.Command) bool {
		_, e := c.Overrides.For(cmd.Session.ID, cmd.Session.Login)
		cmd.Look()
		return cmd.Stage(e, c.Speed, c.Clock).State == "successful" && c.now.Sub(cmd.Started) <= state.Retention
	}, func(u *state.Upload) bool { return c.now.Sub(u.At) <= state.Retention })
	if h == nil {
		return nil, scenario.Refuse("InvalidOwnerExternalId", "Owner does not exist.")
	}
	return h, nil
}

// ownerData is the aggregated data of an owner over all banks.
func ownerData(c *call) answer {
	h, r := c.hold()
	if r != nil {
		return answer{refusal: r}
	}
	return answer{owner: h.ID, schema: "get_data.xsd", final: true, xml: func(x *xmlWriter) {
		p := printer{x: x, dice: state.Random(c.Seed, "data "+h.ID+" "+strconv.FormatUint(h.Reads, 10)), partial: c.behaviour.Partial}
		origin := "scraper"
		if len(h.Imports) == 0 {
			origin = "upload"
		}
		x.open("owner", attr{"externalId", h.ID}, attr{"createdAt", stampMicro(h.Created)}, attr{"updatedAt", stampMicro(h.Updated)},
			attr{"origin", origin}, attr{"lastChange", stampMicro(h.Updated)})
		for _, cmd := range h.Newest() {
			t := cmd.Session.Target
			x.open("target", attr{"name", t.Name}, attr{"officialName", t.OfficialName}, attr{"institution", t.Institution})
			if saved := cmd.Session.Customer.InResult; saved != nil {
				x.raw(saved)
			} else {
				st := c.statement(cmd, c.behaviour)
				st.collect = true
				p.holdings(st)
			}
			x.close("target")
		}
		for _, u := range h.Uploads {
			x.open("target", attr{"name", "Upload"}, attr{"officialName", "Upload"}, attr{"institution", "Upload"})
			p.holdings(&statement{customer: u.Customer, collect: true})
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
	c.State.ForgetOwner(h.ID)
	return answer{owner: h.ID}
}

// ownerParam takes the id from the parameters or from the JSON body.
func (c *call) ownerParam() string {
	return cmp.Or(c.params.Get("ownerExternalId"), c.bodyOwner)
}
