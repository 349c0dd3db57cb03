package api

import (
	"encoding/json"
	"net/url"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
	"aisdesk/localserver/sandbox/widget"
)

// startRedirection hands out a link for the customer.
func startRedirection(c *call) answer {
	var in struct {
		RedirectURI, OwnerExternalID, Country, Locale string
		PSD2                                          struct {
			AccessMode, MaxImportDate string
			ForceSCA                  bool
		}
	}
	if len(c.body) == 0 || json.Unmarshal(c.body, &in) != nil {
		return answer{refusal: scenario.Refuse("InvalidParameter", "Body is not a JSON object.")}
	}
	u, err := url.Parse(in.RedirectURI)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		return answer{refusal: scenario.Refuse("InvalidParameter", "redirectUri is not an absolute web address.")}
	}
	if r := state.CheckOwnerID(in.OwnerExternalID); r != nil {
		return answer{refusal: r}
	}
	if d := in.PSD2.MaxImportDate; d != "" {
		if _, err := bank.ParseDay(d); err != nil {
			return answer{refusal: scenario.Refuse("InvalidParameter", "maxImportDate is not a date of the form YYYY-MM-DD.")}
		}
	}
	if !state.KnownAccessMode(in.PSD2.AccessMode) {
		return answer{refusal: scenario.Refuse("InvalidParameter", "accessMode is none of SINGLE, MULTIPLE and MIXED.")}
	}
	r := c.State.AddRedirection(state.Redirection{Target: in.RedirectURI, Owner: in.OwnerExternalID, Country: in.Country, Locale: in.Locale, Created: c.now,
		PSD2: widget.PSD2{AccessMode: in.PSD2.AccessMode, MaxImportDate: in.PSD2.MaxImportDate, ForceSCA: in.PSD2.ForceSCA}})
	return answer{json: map[string]string{"redirectionId": r.ID, "redirectionLink": c.Link("/redirection/" + r.ID)}}
}

// redirectionStatus tells how far the customer is; it may be asked at any time.
func redirectionStatus(c *call) answer {
	r, ok := c.State.Redirection(c.params.Get("redirectionId"))
	if !ok {
		return answer{refusal: scenario.Refuse("InvalidRedirectionId", "Redirection does not exist.")}
	}
	params := map[string]string{}
	if s := r.Session; s != nil {
		params = map[string]string{"sessionId": s.ID, "sessionIdSignature": s.Signature, "target": s.Target.Name, "officialName": s.Target.OfficialName}
		if s.AccessID != "" {
			params["multipleAccessId"] = s.AccessID
		}
	} else if r.Exception != "" {
		params["exception"] = r.Exception
	}
	return answer{json: map[string]any{"status": r.Status(c.now), "params": params}}
}
