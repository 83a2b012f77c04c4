namespace PolyK8s.Mcp;
