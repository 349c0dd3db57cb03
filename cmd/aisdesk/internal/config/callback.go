package config

import (
	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/callback"
)

// Callback is where the summary of a saved import is posted, and what it is signed with; an empty URL posts nothing.
type Callback struct {
	URL    string
	Secret aisclient.Secret
	// Unused says that one is set that the sandbox does not use, since it is not on this machine.
	Unused bool
	// Refused is why one that is set cannot be, for a command that works on this machine alone.
	Refused error
}

// callback reads where summaries are posted.
func (c *Config) callback(v map[string]string) error {
	c.Callback = Callback{URL: v["callback"], Secret: aisclient.NewSecret(v[callbackSecret]), Refused: c.Callback.Refused}
	if c.Callback.URL == "" {
		return nil
	}
	if err := callback.CheckURL(c.Callback.URL); err != nil {
		return c.bad("callback", err.Error(), "")
	}
	if c.Callback.Secret.Empty() {
		return c.bad("callback", "what is posted is signed, and there is no secret to sign it with",
			"Set AISDESK_CALLBACK_SECRET to whsec_ and 32 random bytes in Base64: echo whsec_$(openssl rand -base64 32)")
	}
	if _, err := callback.New(c.Callback.URL, c.Callback.Secret); err != nil {
		return c.bad(callbackSecret, err.Error(), "Make one with: echo whsec_$(openssl rand -base64 32)")
	}
	return nil
}

// localCallback keeps invented data on this machine: in the sandbox nothing is posted elsewhere.
func localCallback(c *Config) error {
	if c.Environment != app.Sandbox || c.Callback.URL == "" || localURL(c.Callback.URL) {
		return nil
	}
	c.Callback.Unused = true
	return c.leaveOut(address{"callback", &c.Callback.URL}, notLocal)
}
