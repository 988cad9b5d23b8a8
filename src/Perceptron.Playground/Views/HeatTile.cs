namespace Perceptron.Playground.Views;
public static class HeatTile { public static byte[] Rgba(double[,] v, double lo, double hi) { var (c,r)=(v.GetLength(0),v.GetLength(1)); var p=new byte[4*c*r]; for (var i=0;i<c;i++) for (var j=0;j<r;j++){ var t=(byte)(255*Math.Clamp((v[i,j]-lo)/(hi-lo),0,1)); var k=4*(((r-1-j)*c)+i); p[k]=(byte)(255-t); p[k+1]=128; p[k+2]=t; p[k+3]=255;} return p; } }
