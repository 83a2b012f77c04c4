namespace PolyK8s.Cluster;
