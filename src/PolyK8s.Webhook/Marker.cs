namespace PolyK8s.Webhook;
