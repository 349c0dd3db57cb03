package widget

// bankEndpoints are the bank window's own. The window's id is a secret that only the frame, which opened it, knows.
func (h *Handler) bankEndpoints() {
	h.mux.HandleFunc("POST /bank/api/window", call(h.window))
	h.mux.HandleFunc("POST /bank/api/login", call(h.bankLogin))
	h.mux.HandleFunc("POST /bank/api/code", call(h.code))
	h.mux.HandleFunc("POST /bank/api/accounts", call(h.accounts))
	h.mux.HandleFunc("POST /bank/api/confirm", call(h.confirm))
	h.mux.HandleFunc("POST /bank/api/cancel", call(h.cancel))
}

type windowRequest struct{ Window string }

type windowReply struct {
	Bank         string `json:"bank"`
	Country      string `json:"country"`
	Customer     string `json:"customer"`
	LoginNeeded  bool   `json:"loginNeeded"`
	TestLogin    string `json:"testLogin,omitempty"`
	TestPassword string `json:"testPassword,omitempty"`
	CodeNeeded   bool   `json:"codeNeeded"`
	ChooseNeeded bool   `json:"chooseNeeded"`
	Repeated     bool   `json:"repeated"`
	Locale       string `json:"locale"`
	Back         string `json:"back,omitempty"`
}

func (h *Handler) window(in windowRequest) any {
	w, r := h.options.Authority.Window(in.Window)
	if r != nil {
		return refused{no(r)}
	}
	reply := windowReply{Bank: w.Target.OfficialName, Country: w.Target.Country, Customer: w.Customer, LoginNeeded: w.LoginNeeded,
		CodeNeeded: w.CodeNeeded, ChooseNeeded: w.ChooseNeeded, Repeated: w.Repeated, Locale: w.Locale, Back: w.Back}
	if w.LoginNeeded && h.options.TestLogin != nil {
		reply.TestLogin, reply.TestPassword = h.options.TestLogin(w.Target.Country)
	}
	return reply
}

type bankLoginRequest struct{ Window, Login, Password string }

func (h *Handler) bankLogin(in bankLoginRequest) any {
	return refused{no(h.options.Authority.BankLogin(in.Window, in.Login, in.Password))}
}

type codeRequest struct{ Window, Code string }

func (h *Handler) code(in codeRequest) any {
	return refused{no(h.options.Authority.Code(in.Window, in.Code))}
}

type accountReply struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	IBAN     string `json:"iban,omitempty"`
	Balance  string `json:"balance"`
	Currency string `json:"currency"`
	Card     bool   `json:"card,omitempty"`
}

func (h *Handler) accounts(in windowRequest) any {
	list, r := h.options.Authority.Accounts(in.Window)
	if r != nil {
		return refused{no(r)}
	}
	reply := struct {
		Accounts []accountReply `json:"accounts"`
	}{make([]accountReply, len(list))}
	for i, a := range list {
		reply.Accounts[i] = accountReply(a)
	}
	return reply
}

type confirmRequest struct {
	Window string
	Chosen []string
}

func (h *Handler) confirm(in confirmRequest) any {
	return refused{no(h.options.Authority.Confirm(in.Window, in.Chosen))}
}

func (h *Handler) cancel(in windowRequest) any {
	h.options.Authority.Cancel(in.Window)
	return refused{}
}
