/* A native library under the name that MathNet's OpenBLAS provider loads, with the functions that it calls here. It stands in for
   MathNet's wrapper of OpenBLAS: the same interface (query_capability, matrices in column-major order), plain loops within. */

#ifndef REVISION
#define REVISION 1
#endif

#define NO_TRANSPOSE 111

int query_capability(int capability)
{
    switch (capability)
    {
        case 1: return -1;
        case 9: return 1;
        case 64: return REVISION;
        case 128: return 1;
        default: return 0;
    }
}

#define MULTIPLY(NAME, T) \
void NAME(int transA, int transB, int m, int n, int k, T alpha, const T a[], const T b[], T beta, T c[]) \
{ \
    for (int j = 0; j < n; j++) \
    { \
        for (int i = 0; i < m; i++) \
        { \
            T sum = 0; \
            for (int l = 0; l < k; l++) \
            { \
                sum += (transA == NO_TRANSPOSE ? a[i + l * m] : a[l + i * k]) * (transB == NO_TRANSPOSE ? b[l + j * k] : b[j + l * n]); \
            } \
            c[i + j * m] = alpha * sum + (beta == 0 ? 0 : beta * c[i + j * m]); \
        } \
    } \
}

MULTIPLY(s_matrix_multiply, float)
MULTIPLY(d_matrix_multiply, double)
