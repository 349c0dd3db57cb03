package widget

// frameEndpoints are the frame's own: begin an attempt, choose a bank, check a login, ask how the attempt is.
func (h *Handler) frameEndpoints() {
	h.mux.HandleFunc("POST /signin/api/begin", call(h.begin))
	h.mux.HandleFunc("POST /signin/api/choose", call(h.choose))
	h.mux.HandleFunc("POST /signin/api/login", call(h.login))
	h.mux.HandleFunc("POST /signin/api/status", call(h.status))
}

type refusal struct {
	Name     string `json:"name"`
	Message  string `json:"message"`
	Friendly string `json:"friendly,omitempty"`
	Retry    bool   `json:"retry"`
}

type refused struct {
	Refusal *refusal `json:"refusal"`
}

// no is the answer to a refused call; nil is none.
func no(r *Refusal) *refusal {
	if r == nil {
		return nil
	}
	return &refusal{r.Name, r.Message, r.Friendly, r.Retry}
}

type beginRequest struct {
	Client, OwnerExternalID, Country, Locale, EmbeddedURL string
	PSD2                                                  struct {
		AccessMode, MaxImportDate string
		ForceSCA                  bool
	}
}

type targetReply struct {
	Name         string `json:"name"`
	OfficialName string `json:"officialName"`
	OfficialURL  string `json:"officialUrl"`
	Institution  string `json:"institution"`
	Country      string `json:"country"`
	LoginName    string `json:"loginName,omitempty"`
	Beta         bool   `json:"beta,omitempty"`
	PSD2         bool   `json:"psd2,omitempty"`
	Multiple     bool   `json:"multiple,omitempty"`
	LoginAtBank  bool   `json:"loginAtBank,omitempty"`
	TestLogin    string `json:"testLogin,omitempty"`
	TestPassword string `json:"testPassword,omitempty"`
}

type beginReply struct {
	Attempt string        `json:"attempt"`
	Targets []targetReply `json:"targets"`
	Refusal *refusal      `json:"refusal,omitempty"`
}

func (h *Handler) begin(in beginRequest) any {
	a := h.options.Authority
	if !a.KnowsClient(in.Client) {
		return refused{&refusal{Name: "InvalidClient", Message: "The client id " + quote(in.Client) + " is not known here."}}
	}
	attempt, r := a.Begin(Request{Client: in.Client, OwnerExternalID: in.OwnerExternalID, Country: in.Country, Locale: in.Locale,
		EmbeddedURL: in.EmbeddedURL, PSD2: PSD2(in.PSD2)})
	if r != nil {
		return refused{no(r)}
	}
	reply := beginReply{Attempt: attempt, Targets: []targetReply{}}
	for _, t := range a.Targets(in.Country, in.PSD2.AccessMode) {
		reply.Targets = append(reply.Targets, h.target(t))
	}
	return reply
}

func (h *Handler) target(t Target) targetReply {
	reply := targetReply{Name: t.Name, OfficialName: t.OfficialName, OfficialURL: t.OfficialURL, Institution: t.Institution,
		Country: t.Country, LoginName: t.LoginName, Beta: t.Beta, PSD2: t.PSD2, Multiple: t.Multiple, LoginAtBank: t.LoginAtBank()}
	if h.options.TestLogin != nil {
		reply.TestLogin, reply.TestPassword = h.options.TestLogin(t.Country)
	}
	return reply
}

// quote keeps a foreign string short and on one line; the frame shows it as text, never as markup.
func quote(s string) string {
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return "“" + s + "”"
}

type loginRequest struct{ Attempt, Target, Login, Password string }

// stepReply is a Step: the session's id goes into the error messages of the frame.
type stepReply struct {
	SessionID string `json:"sessionId"`
	Window    string `json:"window"`
}

func step(s Step, r *Refusal) any {
	if r != nil {
		return refused{no(r)}
	}
	return stepReply(s)
}

type chooseRequest struct{ Attempt, Target string }

func (h *Handler) choose(in chooseRequest) any {
	return step(h.options.Authority.Choose(in.Attempt, in.Target))
}

func (h *Handler) login(in loginRequest) any {
	return step(h.options.Authority.Login(in.Attempt, in.Target, in.Login, in.Password))
}

type attemptRequest struct{ Attempt string }

type signedInReply struct {
	Target             string         `json:"target"`
	SessionID          string         `json:"sessionId"`
	SessionIDSignature string         `json:"sessionIdSignature"`
	Options            map[string]any `json:"options"`
}

type statusReply struct {
	SignedIn  *signedInReply `json:"signedIn,omitempty"`
	Refusal   *refusal       `json:"refusal,omitempty"`
	Cancelled bool           `json:"cancelled,omitempty"`
}

// status is polled by the frame; its signedIn is the content of the widget's message, word for word.
func (h *Handler) status(in attemptRequest) any {
	s := h.options.Authority.Status(in.Attempt)
	reply := statusReply{Refusal: no(s.Refused), Cancelled: s.Cancelled}
	if s.SignedIn != nil {
		reply.SignedIn = &signedInReply{s.SignedIn.Target, s.SignedIn.SessionID, s.SignedIn.Signature,
			map[string]any{"officialName": s.SignedIn.OfficialName}}
		if id := s.SignedIn.MultipleAccessID; id != "" {
			reply.SignedIn.Options["multipleAccessId"] = id
		}
	}
	return reply
}
